import com.sun.net.httpserver.HttpServer;
import java.net.*;
public class App {
  public static void main(String[] a) throws Exception {
    var c = java.net.http.HttpClient.newHttpClient(); c.sslContext(); try { var k = java.security.KeyStore.getInstance(java.security.KeyStore.getDefaultType()); javax.net.ssl.TrustManagerFactory t = javax.net.ssl.TrustManagerFactory.getInstance("PKIX"); t.init((java.security.KeyStore) null); System.out.println(((javax.net.ssl.X509TrustManager) t.getTrustManagers()[0]).getAcceptedIssuers().length + " issuers"); } catch (Exception e) { throw new RuntimeException(e); }
    HttpServer s = HttpServer.create(new InetSocketAddress(9090), 0);
    s.createContext("/", x -> { byte[] b = "hello".getBytes(); x.sendResponseHeaders(200, b.length); x.getResponseBody().write(b); x.close(); });
    s.start();
    
  }
}

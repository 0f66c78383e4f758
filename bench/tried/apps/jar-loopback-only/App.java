import com.sun.net.httpserver.HttpServer;
import java.net.*;
public class App {
  public static void main(String[] a) throws Exception {
    
    HttpServer s = HttpServer.create(new InetSocketAddress("127.0.0.1", 9090), 0);
    s.createContext("/", x -> { byte[] b = "hello".getBytes(); x.sendResponseHeaders(200, b.length); x.getResponseBody().write(b); x.close(); });
    s.start();
    
  }
}

import com.sun.net.httpserver.HttpServer;
import java.net.*;
public class App {
  public static void main(String[] a) throws Exception {
    System.out.println(java.time.LocalDateTime.now(java.time.ZoneId.of("Europe/Berlin")) + " " + java.util.Locale.getDefault() + " " + java.nio.charset.Charset.defaultCharset() + " " + System.getProperty("native.encoding") + " ü");
    HttpServer s = HttpServer.create(new InetSocketAddress(9090), 0);
    s.createContext("/", x -> { byte[] b = "hello".getBytes(); x.sendResponseHeaders(200, b.length); x.getResponseBody().write(b); x.close(); });
    s.start();
    
  }
}

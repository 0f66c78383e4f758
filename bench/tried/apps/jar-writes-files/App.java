import com.sun.net.httpserver.HttpServer;
import java.net.*;
public class App {
  public static void main(String[] a) throws Exception {
    java.nio.file.Path t = java.nio.file.Files.createTempFile("a", "b"); java.nio.file.Files.writeString(java.nio.file.Path.of("state.db"), "x");
    HttpServer s = HttpServer.create(new InetSocketAddress(9090), 0);
    s.createContext("/", x -> { byte[] b = "hello".getBytes(); x.sendResponseHeaders(200, b.length); x.getResponseBody().write(b); x.close(); });
    s.start();
    
  }
}

import com.sun.net.httpserver.HttpServer;
import java.net.*;
public class App {
  public static void main(String[] a) throws Exception {
    Object o = 42;
    String k = switch (o) { case int i when i > 40 -> "big"; default -> "other"; };
    HttpServer s = HttpServer.create(new InetSocketAddress(9090), 0);
    s.createContext("/", x -> { byte[] b = k.getBytes(); x.sendResponseHeaders(200, b.length); x.getResponseBody().write(b); x.close(); });
    s.start();
  }
}

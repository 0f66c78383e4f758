import com.sun.net.httpserver.HttpServer;
import java.net.*;
public class App {
  public static void main(String[] a) throws Exception {
    long t0 = System.nanoTime();
    HttpServer s = HttpServer.create(new InetSocketAddress(9090), 0);
    s.createContext("/", x -> { long ms = (System.nanoTime() - t0) / 1_000_000; int c = ms < 250 || ms > 900 ? 200 : 503; byte[] b = ("" + c).getBytes(); x.sendResponseHeaders(c, b.length); x.getResponseBody().write(b); x.close(); });
    s.start();
  }
}

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many who follow a comparison's events to its end, each over a connection of its own; called by bench/watchers. */
final class Watchers {

    private Watchers() {}

    /** Address of the events, a token, how many. */
    public static void main(String[] arguments) throws Exception {
        URI events = URI.create(arguments[0]);
        int count = Integer.parseInt(arguments[2]);
        List<Future<Integer>> watching = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> watcher = () -> watch(events, arguments[1]);
            for (int i = 0; i < count; i++) {
                watching.add(threads.submit(watcher));
            }
        }
        int most = 0;
        for (Future<Integer> one : watching) {
            most = Math.max(most, one.get());
        }
        int whole = 0;
        for (Future<Integer> one : watching) {
            whole += one.get() == most ? 1 : 0;
        }
        System.out.println(count + " watchers: " + whole + " saw all " + most + " starts to the end");
    }

    /** How many starts it saw; none when it was not let to the end. */
    private static int watch(URI events, String token) throws IOException {
        try (Socket socket = new Socket(events.getHost(), events.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + events.getPath() + " HTTP/1.1\r\nHost: " + events.getAuthority()
                                    + "\r\nAuthorization: Bearer " + token
                                    + "\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int starts = 0;
            boolean ended = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                starts += line.equals("event: start") ? 1 : 0;
                ended |= line.equals("event: ended");
            }
            return ended ? starts : 0;
        }
    }
}

package dev.coldstart.runner.function;

import dev.coldstart.core.plan.FunctionScenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS Lambda's Runtime API of 2018-06-01 on loopback, for one function from its start to its end, as the official clients
 * need it: see {@code docs/functions.md}. Each connection has a thread, and those that wait for one are there before: nothing
 * is started between a request and the reading of the clock.
 */
public final class RuntimeApi implements AutoCloseable {

    /** An official client holds up to 24; beyond these a connection waits to be accepted. */
    private static final int CONNECTIONS = 48;

    private static final int BACKLOG = 128;
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String EXTENSION = "/2020-01-01/extension/";
    private static final Pattern POST = Pattern.compile("invocation/(?<id>[^/]{1,200})/(?<what>response|error)");
    private static final String ACCEPTED = "202 Accepted";
    private static final byte[] NOTHING = {};

    private final ServerSocket server;
    private final FunctionScenario function;
    private final FunctionEvents events;
    private final Set<FunctionWire> open = ConcurrentHashMap.newKeySet();

    /**
     * Listens. Nothing is handed out until it is {@linkplain #offer() offered}.
     *
     * @param port of loopback; 0: any that is free
     * @param clock that the events' deadlines are told by
     * @throws java.net.BindException when something else listens there
     */
    public RuntimeApi(int port, FunctionScenario function, Clock clock) throws IOException {
        this.function = function;
        this.events = new FunctionEvents(function, clock);
        this.server = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread.ofPlatform().daemon().start(this::serve);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Lets one more event go, at once where one is asked for, else when it is. */
    public void offer() {
        events.offer();
    }

    /** The event of this number, from 0, as far as it has come; empty as long as nobody has it. */
    public Optional<FunctionEvent> event(int number) {
        return events.event(number);
    }

    /** When an event was asked for while none was under way, by {@link System#nanoTime()}, as long as it is waited for. */
    public Optional<Long> hangingSince() {
        return events.hangingSince();
    }

    public Optional<Trouble> trouble() {
        return events.trouble();
    }

    /**
     * Waits for something to become true of it.
     *
     * @param until by {@link System#nanoTime()}
     * @param alive whether the function's process runs
     * @return whether it did, before the time was over, the process ended or there was trouble
     */
    public boolean await(BooleanSupplier what, long until, BooleanSupplier alive) {
        return events.await(what, until, alive);
    }

    private void serve() {
        while (true) {
            try {
                Socket socket = server.accept();
                try (FunctionWire wire = new FunctionWire(socket)) {
                    open.add(wire);
                    converse(wire);
                }
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private void converse(FunctionWire wire) throws IOException {
        try {
            while (true) {
                answer(wire, wire.call());
            }
        } finally {
            events.gone(wire);
            open.remove(wire);
        }
    }

    private void answer(FunctionWire wire, Call call) throws IOException {
        String path = call.path();
        if (path.startsWith(RUNTIME)) {
            runtime(wire, call, path.substring(RUNTIME.length()));
        } else if (path.startsWith(EXTENSION)) {
            extension(wire, call, path.substring(EXTENSION.length()));
        } else {
            unknown(wire, call);
        }
    }

    private void runtime(FunctionWire wire, Call call, String path) throws IOException {
        Matcher post = POST.matcher(path);
        if (call.method().equals("GET") && path.equals("invocation/next")) {
            events.next(wire, call);
        } else if (call.method().equals("POST") && path.equals("init/error")) {
            wire.answer(ACCEPTED, Map.of(), NOTHING);
            events.trouble(new Trouble.InitError(ErrorPost.of(call)));
        } else if (call.method().equals("POST") && post.matches()) {
            posted(wire, call, post.group("id"), post.group("what").equals("response"));
        } else {
            unknown(wire, call);
        }
    }

    private void posted(FunctionWire wire, Call call, String id, boolean isResponse) throws IOException {
        if (!events.claim(id)) {
            refuse(
                    wire,
                    "403 Forbidden",
                    "InvalidStateTransition",
                    "no event of this id is waiting for its response: each is responded to once");
            events.trouble(new Trouble.Misuse("it posted for an event that was not under way ("
                    + call.path().substring(RUNTIME.length()) + "): each is responded to once, by its own id"));
            return;
        }
        if (isResponse && call.length() > FunctionScenario.MAX_PAYLOAD_BYTES && !call.isStreamed()) {
            refuse(wire, "413 Request Entity Too Large", "RequestEntityTooLarge", "the response is over 6 MB");
            FunctionEvent.Problem problem = new FunctionEvent.Problem(
                    Optional.of("Function.ResponseSizeTooLarge"),
                    Optional.of("its response has " + call.length() + " bytes, and Lambda takes at most "
                            + FunctionScenario.MAX_PAYLOAD_BYTES + " (6 MB)"));
            events.posted(new FunctionEvent.Posted(
                    call.readAt(), System.nanoTime(), ByteBuffer.allocate(0), Optional.of(problem)));
            return;
        }
        wire.answer(ACCEPTED, Map.of(), NOTHING);
        Optional<FunctionEvent.Problem> error =
                isResponse ? ErrorPost.inTrailers(call) : Optional.of(ErrorPost.of(call));
        events.posted(new FunctionEvent.Posted(call.readAt(), System.nanoTime(), call.body(), error));
    }

    /** Some clients register one for themselves, and end where that is refused. */
    private void extension(FunctionWire wire, Call call, String path) throws IOException {
        switch (path) {
            case "register" ->
                wire.answer(
                        "200 OK",
                        Map.of(
                                "Lambda-Extension-Identifier",
                                UUID.randomUUID().toString(),
                                "Content-Type",
                                "application/json"),
                        ("{\"functionName\":\"" + function.name() + "\",\"functionVersion\":\""
                                        + FunctionScenario.VERSION + "\",\"handler\":\"bootstrap\"}")
                                .getBytes(StandardCharsets.UTF_8));
            case "event/next" -> {
                // Hangs for ever: what it would hear of is the end, and that is not told.
            }
            case "init/error", "exit/error" -> wire.answer(ACCEPTED, Map.of(), NOTHING);
            default -> unknown(wire, call);
        }
    }

    private static void unknown(FunctionWire wire, Call call) throws IOException {
        refuse(wire, "404 Not Found", "NotFound", "there is no " + call.method() + " of this path");
    }

    private static void refuse(FunctionWire wire, String status, String type, String message) throws IOException {
        String body = "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}";
        wire.answer(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends every connection. */
    @Override
    public void close() throws IOException {
        server.close();
        events.close();
        List.copyOf(open).forEach(FunctionWire::close);
    }
}

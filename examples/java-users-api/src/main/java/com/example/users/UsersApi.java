package com.example.users;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code /users/{id}} and {@code /health}, with the JDK alone. */
public final class UsersApi {

    private static final Pattern USER = Pattern.compile("/users/(\\d{1,4})");

    private record User(int id, String name, String email, List<String> roles) {
        String json() {
            return "{\"id\":%d,\"name\":\"%s\",\"email\":\"%s\",\"roles\":[%s]}"
                    .formatted(
                            id, name, email, roles.stream().map(r -> '"' + r + '"').collect(Collectors.joining(",")));
        }
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health", exchange -> answer(exchange, 200, "text/plain", "ok"));
        server.createContext("/users/", UsersApi::user);
        server.start();
    }

    private static void user(HttpExchange exchange) throws IOException {
        Matcher matcher = USER.matcher(exchange.getRequestURI().getPath());
        int id = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        if (id < 1 || id > 1000) {
            answer(exchange, 404, "text/plain", "no such user");
            return;
        }
        User user = new User(id, "user-" + id, "user-" + id + "@example.com", List.of("reader", "writer"));
        answer(exchange, 200, "application/json", user.json());
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}

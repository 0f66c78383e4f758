package org.acme;

import io.javalin.Javalin;

public class HelloWorld {
    public static void main(String[] args) {
        Javalin.create(config -> config.routes.get("/", ctx -> ctx.result("Hello World")))
            .start(7070);
    }
}

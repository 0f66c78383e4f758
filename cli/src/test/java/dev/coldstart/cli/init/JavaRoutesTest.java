package dev.coldstart.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JavaRoutesTest {

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of("Spring", """
                        @RestController
                        @RequestMapping("/api")
                        public class Users {
                          record User(int id) {}
                          @GetMapping("/users/{id}") User one(@PathVariable int id) { return new User(id); }
                          @PostMapping("/orders") void add(@RequestBody User u) {}
                          @GetMapping(path = "/users", produces = "application/json") List<User> all() { return x("{"); }
                          @RequestMapping(value = "/old", method = RequestMethod.POST) void old() {}
                          @RequestMapping(method = RequestMethod.GET, path = "/each") String each() { return ""; }
                          @GetMapping String root() { return ""; }
                          @GetMapping(PATHS + "/x") String computed() { return ""; }
                        }
                        """, List.of("/api/users/{id}", "/api/users", "/api/each", "/api")),
                Arguments.of("Spring without a class's path", """
                        // @RequestMapping("/gone")
                        @RestController class A { @org.springframework.web.bind.annotation.GetMapping("hello") String a() {} }
                        """, List.of("/hello")),
                Arguments.of("JAX-RS", """
                        @Path("/hello")
                        @Produces(MediaType.TEXT_PLAIN)
                        public class Greeting {
                            @Inject Service service;
                            @GET public String hello() { return "x"; }
                            @GET @Path("{name}") public String named(@PathParam("name") String n) { return n; }
                            @Path("/sub/") @GET public String sub() { return "x"; }
                            @POST @Path("/add") public void add() {}
                        }
                        """, List.of("/hello", "/hello/{name}", "/hello/sub")),
                Arguments.of("JAX-RS below its application's path", """
                        @ApplicationPath("api") public class App extends Application {}
                        @Path("greet") class Greet { @GET String get() { return ""; } }
                        """, List.of("/api/greet")),
                Arguments.of("Micronaut", """
                        @Controller("/hello") public class Hello {
                            @Get(uri = "/", produces = MediaType.TEXT_PLAIN) String index() { return ""; }
                            @Get("/{name}") String named(String name) { return name; }
                        }
                        """, List.of("/hello", "/hello/{name}")),
                Arguments.of("Helidon", """
                        public class Main {
                          static void routing(HttpRouting.Builder r) {
                            r.register("/greet", new GreetService()).get("/simple-greet", (a, b) -> b.send("x"));
                          }
                        }
                        """, List.of("/simple-greet")),
                Arguments.of("a client of another service", """
                        @RegisterRestClient @Path("/far") interface Far { @GET String get(); }
                        """, List.of()),
                Arguments.of("Kotlin", """
                        @RestController
                        @RequestMapping("/api")
                        class Users { @GetMapping("/users") fun all() = listOf(1) ; }
                        """, List.of("/api/users")),
                Arguments.of("a class in a class", """
                        @Path("/outer") public class App extends Application<Configuration> {
                          void run() { if (true) { x("}"); } char c = '}'; /* } */ }
                          @Path("/greetings") public static class Greetings {
                            @GET public String greet() { return "hello"; }
                          }
                          static class Plain { @GET String none() { return ""; } }
                          @GET @Path("after") String after() { return ""; }
                        }
                        class Next { @GET @Path("next") String next() { return ""; } }
                        """, List.of("/greetings", "/", "/outer/after", "/next")),
                Arguments.of("a bean's name, and a client of Retrofit", """
                        import org.springframework.stereotype.Controller;
                        @Controller("pages") class Pages { @GetMapping("/home") String home() { return "home"; } }
                        interface Far { @GET("far/away") Call<String> far(); }
                        """, List.of("/home")),
                Arguments.of(
                        "Javalin's paths in paths",
                        """
                        import static io.javalin.apibuilder.ApiBuilder.*;
                        class App { void main() { Javalin.create(config -> {
                          config.router.contextPath = "/shop";
                          config.router.apiBuilder(() -> {
                            path("users", () -> {
                              get(Users::all);
                              post(Users::add);
                              path("{id}", () -> { get(Users::one); get("/orders", ctx -> { ctx.json(x.get("a")); }); });
                            });
                            get("health", ctx -> ctx.result("ok"));
                          });
                        }); } }
                        """,
                        List.of("/shop/users", "/shop/users/{id}", "/shop/users/{id}/orders", "/shop/health")),
                Arguments.of("Spring's functions", """
                        import static org.springframework.web.servlet.function.RequestPredicates.*;
                        class R { Object r() {
                          return route().path("/person", b -> b.GET("/all", h::all).nest(accept(JSON), c -> c.GET("", h::none)))
                            .GET("/after", h::after).build().and(nest(path("/nested"), route(GET("/in"), h::in)));
                        } }
                        """, List.of("/person/all", "/after", "/nested/in")),
                Arguments.of("Ktor", """
                        import io.ktor.server.routing.*
                        fun Application.module() { routing {
                          route("/api") { get("/users") { call.respond(map.get("x")) } }
                          get("/") { call.respondText("hello") }
                        } }
                        """, List.of("/api/users", "/")),
                Arguments.of("a pattern, and paths in texts", """
                        class App { void main(Javalin app) { app.get("/files/*", c -> {}); app.get("/a/<rest>", c -> {});
                          String s = "@Path(\"/no\") class X { @GET String y() {"; // .get("/gone", x)
                          String t = \"""
                              app.get("/in-a-text", x); }
                              \""";
                          app.get("/z", c -> {}); } }
                        """, List.of("/a/<rest>", "/z")),
                Arguments.of("Javalin", """
                        class App { static void main() { Javalin.create(c -> { c.routes.get("/hello", x -> {}); }).start(7070); } }
                        """, List.of("/hello")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void joinsAMethodsPathToItsClasss(String name, String source, List<String> paths) {
        JavaRoutes routes = new JavaRoutes();
        routes.add(source);
        assertThat(routes.all()).extracting(PathTemplate::text).isEqualTo(paths);
    }

    @Test
    void aServiceIsBelowThePathThatItIsRegisteredUnder() {
        JavaRoutes routes = new JavaRoutes();
        routes.add(
                "class GreetService implements HttpService { void routing(HttpRules r) { r.get(\"/\", x).get(\"/all\", y); } }");
        routes.add("class Main { void r(HttpRouting.Builder b) { b.register(\"/greet\", new GreetService()); } }");
        assertThat(routes.all()).extracting(PathTemplate::text).containsExactly("/greet", "/greet/all");
    }
}

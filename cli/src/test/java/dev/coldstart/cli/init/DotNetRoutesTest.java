package dev.coldstart.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DotNetRoutesTest {

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of("controllers as the template has them", """
                        [ApiController]
                        [Route("[controller]")]
                        public class ForecastController : ControllerBase
                        {
                            private static readonly string[] Summaries = ["Freezing", "Bracing"];
                            [HttpGet(Name = "GetForecast")]
                            public IEnumerable<Forecast> Get() => [new Forecast("Monday", 20)];
                        }
                        public record Forecast(string Day, int Degrees);
                        """, List.of("/Forecast")),
                Arguments.of(
                        "a method's path and its class's",
                        """
                        namespace Shop {
                          [ApiController, Route("api/v{version:apiVersion}/[controller]/[action]"), ApiVersion("1.0")]
                          public sealed class UsersController(IUsers users, Func<int> f) : ControllerBase {
                            [HttpPost("x")] public void Post([FromBody] string a) {}
                            [HttpGet] [ProducesResponseType(typeof(User), 200)]
                            public async Task<ActionResult<User>> ListAsync([FromQuery] int page = 1) { return users[0]; }
                            [HttpGet, Route("of/{name}")] public User Of([FromRoute(Name = "name")] string n) => users["a"];
                            [Route("/absolute")] public string Absolute() => "";
                            [HttpGet("~/home/{id?}")] public string Home(int? id) => "";
                            [HttpGet(Paths.Computed)] public string Computed() => "";
                            // [HttpGet("gone")]
                          }
                        }
                        """,
                        List.of("/api/v1.0/Users/List", "/api/v1.0/Users/Of/of/{name}", "/absolute", "/home")),
                Arguments.of("the class's path is its base's", """
                        public class A : ApiBase { [HttpGet("one")] public int One() => 1; }
                        [Route("api/[controller]")] public abstract class ApiBase : ControllerBase
                        { [HttpGet("not")] public int Not() => 1; }
                        """, List.of("/api/A/one")),
                Arguments.of("paths by convention", """
                        app.MapControllerRoute(name: "default", pattern: "{controller=Home}/{action=Index}/{id?}");
                        public class HomeController : Controller { [HttpGet] public IActionResult Index() => View(); }
                        """, List.of("/")),
                Arguments.of("groups", """
                        var api = app.MapGroup("/api").RequireAuthorization().WithTags("x");
                        var todos = api.MapGroup("todos");
                        todos.MapGet("/", () => 1);
                        todos.MapGet("/{id:int}", (int id) => id);
                        app.MapGroup("/v1")
                            .MapGet("users", () => 2);
                        app.MapPost("/add", () => 3);
                        app.MapHealthChecks("/healthz", new() { Predicate = _ => false });
                        """, List.of("/api/todos", "/api/todos/{id:int}", "/v1/users", "/healthz")),
                Arguments.of("a group filled elsewhere", """
                        static class Todos { public static RouteGroupBuilder MapTodos(this RouteGroupBuilder group) {
                          group.MapGet("/all", () => 1); return group; } }
                        app.MapGroup("/todos").MapTodos();
                        """, List.of("/todos/all")),
                Arguments.of("other libraries", """
                        public override void Configure() { Get("/fast/endpoint"); AllowAnonymous(); }
                        """, List.of("/fast/endpoint")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void joinsWhatALaterPartIsBelow(String name, String source, List<String> paths) {
        DotNetRoutes routes = new DotNetRoutes();
        routes.add(Path.of("Program.cs"), source);
        assertThat(routes.all()).extracting(PathTemplate::text).isEqualTo(paths);
    }

    @Test
    void pagesAreWhereTheirFilesAreOrWhereTheySay() {
        DotNetRoutes routes = new DotNetRoutes();
        routes.add(Path.of("Pages/Users/Index.cshtml"), "@page\n@model X");
        routes.add(Path.of("Pages/About.cshtml"), "@page \"{handler?}\"");
        routes.add(Path.of("Pages/Shared/_Layout.cshtml"), "<html>");
        routes.add(Path.of("Components/Counter.razor"), "@page \"/counter\"\n@rendermode InteractiveServer");
        routes.add(Path.of("Program.cs"), "app.MapGet(\"/ready\", () => 1);");
        assertThat(routes.all())
                .extracting(PathTemplate::text)
                .containsExactly("/ready", "/Users", "/About", "/counter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/users/{id} /users/1",
                "/users/{id:int} /users/1",
                "/items/{id:guid}/x /items/00000000-0000-0000-0000-000000000001/x",
                "/{name:alpha:minlength(3)} /aaa",
                "/of/{day:datetime}/{all:bool} /of/2026-01-01/true",
                "/page/{n:int:min(10)} /page/10",
                "/{name:[a-z]+}/<n>/:m /a/1/1",
                "/{id:[0-9a-f-]{36}} /00000000-0000-0000-0000-000000000001",
                "/{code:\\\\d{3}} /111",
                "/{odd:(} /1"
            })
    void aVariableIsGivenAValueThatItTakes(String path, String filled) {
        assertThat(new PathTemplate(path).filled()).isEqualTo(filled);
    }

    @Test
    void whatWasPutForWhichVariableIsSaid() {
        assertThat(new PathTemplate("/{a}/{b:bool}/{c:int}").put())
                .isEqualTo("1 was put for {a}, {c:int}, true was put for {b:bool}");
    }
}

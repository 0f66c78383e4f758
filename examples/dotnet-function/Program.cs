using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

// A Lambda custom runtime without a library: it asks for an event, responds, and asks again.
var api = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
{
    BaseAddress = new Uri($"http://{api}/2018-06-01/runtime/"),
    // An event may be hours away.
    Timeout = Timeout.InfiniteTimeSpan,
};

while (true)
{
    using var next = await http.GetAsync("invocation/next");
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
    try
    {
        await using var body = await next.Content.ReadAsStreamAsync();
        var request = await JsonSerializer.DeserializeAsync(body, Json.Default.Request);
        var response = JsonSerializer.Serialize(Users.Handle(request!), Json.Default.Response);
        await Post($"invocation/{id}/response", response);
    }
    catch (Exception e) when (e is not HttpRequestException)
    {
        var error = JsonSerializer.Serialize(new Error(e.GetType().Name, e.Message), Json.Default.Error);
        await Post($"invocation/{id}/error", error);
    }
}

async Task Post(string path, string json)
{
    using var content = new StringContent(json, Encoding.UTF8, "application/json");
    using var answer = await http.PostAsync(path, content);
    answer.EnsureSuccessStatusCode();
}

static class Users
{
    private const int Known = 1000;

    internal static Response Handle(Request request)
    {
        var path = request.RawPath ?? "/";
        return path.StartsWith("/users/") && int.TryParse(path["/users/".Length..], out var id) && id is > 0 and <= Known
            ? new Response((int)HttpStatusCode.OK, JsonSerializer.Serialize(new User(id, $"user-{id}"), Json.Default.User))
            : new Response((int)HttpStatusCode.NotFound, "{}");
    }
}

record User(int Id, string Name);

// Of API Gateway's payload 2.0 the parts that are used.
record Request(string? RawPath);

record Response(int StatusCode, string Body);

record Error(string ErrorType, string ErrorMessage);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Response))]
[JsonSerializable(typeof(Error))]
[JsonSerializable(typeof(User))]
partial class Json : JsonSerializerContext;

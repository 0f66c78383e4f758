using Newtonsoft.Json;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);

var app = builder.Build();
app.MapGet("/health", () => "ok");
app.MapGet("/users/{id:int}", (int id) =>
{
    // Finds constructor and properties by reflection when it runs. Native AOT has trimmed them away by then.
    var stored = $$"""{"id":{{id}},"name":"user-{{id}}","roles":["reader","writer"]}""";
    var user = JsonConvert.DeserializeObject<User>(stored)!;
    return Results.Text(JsonConvert.SerializeObject(user), "application/json");
});
app.Run();

public sealed class User(int id, string name, string[] roles)
{
    [JsonProperty("id")]
    public int Id { get; } = id;

    [JsonProperty("name")]
    public string Name { get; } = name;

    [JsonProperty("roles")]
    public string[] Roles { get; } = roles;
}

using System.Text.Json.Serialization;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.ConfigureHttpJsonOptions(options =>
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, AppJson.Default));

var app = builder.Build();
app.MapGet("/health", () => "ok");
app.MapGet("/users/{id:int}", (int id) =>
    id is > 0 and <= 1000
        ? Results.Ok(new User(id, $"user-{id}", $"user-{id}@example.com", ["reader", "writer"]))
        : Results.NotFound());
app.Run();

public sealed record User(int Id, string Name, string Email, string[] Roles);

// Written by a source generator at compile time: nothing is looked up by reflection when it runs.
[JsonSerializable(typeof(User))]
internal sealed partial class AppJson : JsonSerializerContext;

using System.Text.Json.Serialization;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AppJson.Default));
var app = builder.Build();
app.MapGet("/todos", () => new Todo[] { new(1, "Walk the dog") });
app.Run();

public record Todo(int Id, string Title);

[JsonSerializable(typeof(Todo[]))]
internal partial class AppJson : JsonSerializerContext;

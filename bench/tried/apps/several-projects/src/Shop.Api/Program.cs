var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHealthChecks();
var app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/hello/{name}", (string name) => Shop.Core.Greeting.Of(name));
app.Run();

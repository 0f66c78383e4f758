var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpsRedirection(options => options.HttpsPort = 443);
var app = builder.Build();
app.UseHttpsRedirection();
app.MapGet("/", () => "hello");
app.Run();

var builder = WebApplication.CreateBuilder(args);
var database = builder.Configuration.GetConnectionString("Default")
    ?? throw new InvalidOperationException("ConnectionStrings:Default is not configured");
var app = builder.Build();
app.MapGet("/", () => database.Length);
app.Run();

Console.WriteLine(1234.5.ToString("N2", new System.Globalization.CultureInfo("de-DE")));
Console.WriteLine(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin").BaseUtcOffset);
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "hello");
app.Run();

using System.Net;

var self = Dns.GetHostEntry(Dns.GetHostName());
Console.WriteLine($"{self.HostName}: {string.Join(", ", self.AddressList.Select(a => a.ToString()))}");
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => self.HostName.Length > 0 ? "hello" : "nobody");
app.Run();

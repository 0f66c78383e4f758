using Newtonsoft.Json;

var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/users", () => Results.Text(JsonConvert.SerializeObject(new User { Id = 42 }), "application/json"));
app.Run();

public class User
{
    public int Id { get; set; }
}

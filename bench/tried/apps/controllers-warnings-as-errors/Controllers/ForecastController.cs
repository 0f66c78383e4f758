using Microsoft.AspNetCore.Mvc;

namespace App.Controllers;

[ApiController]
[Route("[controller]")]
public class ForecastController : ControllerBase
{
    [HttpGet]
    public IEnumerable<Forecast> Get() => [new Forecast("Monday", 20), new Forecast("Tuesday", 18)];
}

public record Forecast(string Day, int Degrees);

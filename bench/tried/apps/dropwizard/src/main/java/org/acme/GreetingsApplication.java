package org.acme;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

public class GreetingsApplication extends Application<Configuration> {
  public static void main(String[] args) throws Exception {
    new GreetingsApplication().run(args);
  }

  @Override
  public void run(Configuration configuration, Environment environment) {
    environment.jersey().register(new Greetings());
  }

  @Path("/greetings")
  public static class Greetings {
    @GET
    public String greet() {
      return "hello";
    }
  }
}

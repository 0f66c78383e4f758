package dev.coldstart.cli.config;

import dev.coldstart.core.plan.HttpScenario;

/** Configurations of HTTP services, as tests look at them. */
public final class Services {

    private Services() {}

    /** Its scenario, which is that of a service. */
    public static HttpScenario service(Config config) {
        return (HttpScenario) config.scenario();
    }
}

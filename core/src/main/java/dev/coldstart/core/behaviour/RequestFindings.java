package dev.coldstart.core.behaviour;

import java.util.List;

/**
 * One request and what came of it.
 *
 * @param request method and path, and which one where two are alike
 * @param varying what differs from start to start
 * @param findings one for each variant that was asked, in the order of the plan
 */
public record RequestFindings(String request, List<Varying> varying, List<BehaviourFinding> findings) {
    public RequestFindings {
        varying = List.copyOf(varying);
        findings = List.copyOf(findings);
    }
}

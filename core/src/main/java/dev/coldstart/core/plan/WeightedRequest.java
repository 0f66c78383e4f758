package dev.coldstart.core.plan;

import java.util.List;

/**
 * A request of a mix.
 *
 * @param expect what each answer to it has to be
 * @param weight how often it is sent, next to the others
 */
public record WeightedRequest(HttpRequest request, Expectation expect, int weight) {

    public static final int MAX_REQUESTS = 50;
    private static final int MAX_WEIGHT = 1000;

    public WeightedRequest {
        if (weight < 1 || weight > MAX_WEIGHT) {
            throw new IllegalArgumentException("a weight is between 1 and " + MAX_WEIGHT + ", not " + weight);
        }
    }

    static List<WeightedRequest> checked(List<WeightedRequest> requests) {
        Bounds.count("requests in a mix", requests.size(), MAX_REQUESTS);
        return List.copyOf(requests);
    }

    static List<WeightedRequest> withoutSecrets(List<WeightedRequest> requests) {
        return requests.stream()
                .map(r -> new WeightedRequest(r.request().withoutSecrets(), r.expect(), r.weight()))
                .toList();
    }
}

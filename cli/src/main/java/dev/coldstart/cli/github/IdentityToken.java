package dev.coldstart.cli.github;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.core.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;

/** The job's OpenID Connect token, with which a service knows its repository without a secret. */
final class IdentityToken {

    private IdentityToken() {}

    /**
     * Asks the runner for one.
     *
     * @param audience the service's address
     * @throws UserError when the job may have none
     */
    static String of(WorkflowRun run, String audience) {
        String url = run.value("ACTIONS_ID_TOKEN_REQUEST_URL").orElse("");
        String token = run.value("ACTIONS_ID_TOKEN_REQUEST_TOKEN").orElse("");
        if (url.isEmpty() || token.isEmpty()) {
            throw new UserError(
                    ExitCode.USAGE,
                    "service-url is set and this job may not say who it is: give it the permission id-token: write, or"
                            + " give the step a token of the service's");
        }
        Request request = new Request.Builder()
                .url(url + (url.contains("?") ? "&" : "?") + "audience="
                        + URLEncoder.encode(audience, StandardCharsets.UTF_8))
                .header("Authorization", "Bearer " + token)
                .build();
        OkHttpClient http = new OkHttpClient();
        try (Response response = http.newCall(request).execute()) {
            String value = response.isSuccessful()
                    ? Json.line()
                            .readTree(response.body().string())
                            .path("value")
                            .asString("")
                    : "";
            if (value.isEmpty()) {
                throw new UserError(
                        ExitCode.NOT_MEASURED, "the runner gave no identity token (status " + response.code() + ")");
            }
            return value;
        } catch (IOException | JacksonException e) {
            throw new UserError(ExitCode.NOT_MEASURED, "the runner gave no identity token: " + e.getMessage());
        } finally {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }
}

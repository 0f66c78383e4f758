package dev.coldstart.cli.client;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.console.Progress;
import dev.coldstart.cli.measure.Candidate;
import dev.coldstart.cli.measure.Measurement;
import dev.coldstart.cli.measure.Traces;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.evidence.Pack;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.sample.SampleFormatException;
import dev.coldstart.core.sample.Versions;
import dev.coldstart.core.sample.file.SampleReader;
import dev.coldstart.core.verdict.ReportBuilder;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.protocol.Cause;
import dev.coldstart.protocol.Event;
import dev.coldstart.protocol.RefusedException;
import dev.coldstart.protocol.Retry;
import dev.coldstart.protocol.ServiceClient;
import dev.coldstart.protocol.ServiceUnavailableException;
import dev.coldstart.protocol.Submission;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Measures candidates on a service: sends what it has not yet, waits for its turn and its end, and brings the samples back. */
public final class RemoteMeasurement {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Where, and on whose behalf.
     *
     * @param trigger what it is measured for
     * @param labels that the worker has to have
     */
    public record Target(URI service, String token, Cause trigger, List<String> labels, Submission.Revision revision) {
        public Target {
            labels = List.copyOf(labels);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return service.toString();
        }
    }

    private final Target target;
    private final KnownForms known;
    private final Cancellation cancellation;
    private List<Path> sources = List.of();

    public RemoteMeasurement(Target target, Cancellation cancellation) {
        this(target, new KnownForms(target.revision()), cancellation);
    }

    /** @param known what need not be sent, and what is known of the rest */
    public RemoteMeasurement(Target target, KnownForms known, Cancellation cancellation) {
        this.target = target;
        this.known = known;
        this.cancellation = cancellation;
    }

    /** Says in which folders the app's sources are, so that files of stack traces are named relative to them. */
    public RemoteMeasurement withSources(List<Path> folders) {
        this.sources = List.copyOf(folders);
        return this;
    }

    static ServiceClient connect(Target target) {
        return new ServiceClient(target.service(), target.token(), PATIENCE);
    }

    /**
     * Runs it to its end.
     *
     * @param out where {@code samples.jsonl} is written
     * @throws UserError when the service does not take it, or stays away
     */
    public Measurement.Result run(
            Plan plan, Versions versions, List<Candidate> candidates, Path out, Progress progress) {
        try (ServiceClient service = connect(target)) {
            Map<String, String> sent = send(service, candidates, progress);
            Submission submission = submission(plan, versions, candidates, sent);
            String key = UUID.randomUUID().toString();
            progress.show("asking for a worker");
            String id = trying(() -> service.submit(submission, key));
            cancellation.onCancel(() -> cancel(service, id));
            follow(service, id, plan, progress);
            Path file = out.resolve(Pack.SAMPLES);
            progress.show("bringing the samples here");
            download(service, id, file);
            Measurement.Result result = result(file);
            Traces traces = Traces.of(result.samples(), candidates, sources, progress);
            if (traces.isEmpty()) {
                return result;
            }
            // To the service, so that everybody's report has them, and back: the same lines here and there.
            try {
                trying(() -> {
                    service.frames(id, new Submission.Frames(traces.frames(), traces.notes()));
                    return true;
                });
                download(service, id, file);
                return result(file);
            } catch (UserError e) {
                // Lines of a stack trace are not worth the measurement.
                return result;
            }
        } finally {
            progress.clear();
        }
    }

    private static void download(ServiceClient service, String id, Path file) {
        trying(() -> {
            service.download(id, Pack.SAMPLES, file);
            return true;
        });
    }

    private static Measurement.Result result(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            SampleReader.Result read = SampleReader.read(in);
            return new Measurement.Result(
                    ReportBuilder.build(read.samples(), read.remarks()), read.samples(), Optional.of(file));
        } catch (IOException | SampleFormatException e) {
            throw new UserError(
                    ExitCode.NOT_MEASURED, "the samples that the service sent can't be read: " + e.getMessage());
        }
    }

    /** What each variant's archive is called. */
    private Map<String, String> send(ServiceClient service, List<Candidate> candidates, Progress progress) {
        Map<String, String> sent = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            if (candidate.published().isPresent()) {
                if (cancellation.wanted()) {
                    throw new UserError(ExitCode.CANCELLED, "cancelled before anything was measured");
                }
                String name = candidate.variant().name();
                progress.show("packing " + name);
                try (PackedFolder packed =
                        PackedFolder.of(candidate.published().get().folder())) {
                    trying(() -> {
                        if (!service.has(packed.sha256())) {
                            progress.show("sending " + name);
                            service.upload(packed.sha256(), packed.file());
                        }
                        return true;
                    });
                    sent.put(name, packed.sha256());
                } catch (IOException e) {
                    throw new UserError(
                            ExitCode.NOT_MEASURED, name + " could not be packed for sending: " + e.getMessage());
                }
            }
        }
        return sent;
    }

    private Submission submission(Plan plan, Versions versions, List<Candidate> candidates, Map<String, String> sent) {
        List<BuildRecord> builds =
                candidates.stream().flatMap(c -> c.build().stream()).toList();
        List<Submission.SubmittedVariant> variants = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String name = candidate.variant().name();
            variants.add(new Submission.SubmittedVariant(
                    name,
                    candidate
                            .published()
                            .map(published -> new Submission.SubmittedArtifact(
                                    sent.getOrDefault(name, ""),
                                    published.folder().digest(),
                                    published.entrypoint().command(),
                                    published.entrypoint().nativeArchitecture(),
                                    published.folder().sizes(),
                                    known.configuration(name)))
                            .or(() -> known.artifact(name))));
        }
        return new Submission(
                target.trigger(),
                candidates.getFirst().variant().architecture(),
                target.labels(),
                known.revision(),
                plan,
                versions,
                builds,
                variants);
    }

    private void cancel(ServiceClient service, String id) {
        try {
            service.cancel(id);
        } catch (ServiceUnavailableException | RefusedException e) {
            throw new UserError(
                    ExitCode.CANCELLED, "the comparison " + id + " goes on at the service: " + e.getMessage());
        }
    }

    /** Watches to the end, however often the line breaks. */
    private static void follow(ServiceClient service, String id, Plan plan, Progress progress) {
        Following following = new Following(plan, progress);
        while (!following.ended()) {
            trying(() -> {
                try (ServiceClient.Events events = service.events(id, following.last())) {
                    Optional<ServiceClient.Received> next = events.next();
                    while (next.isPresent()) {
                        following.take(next.get());
                        next = following.ended() ? Optional.empty() : events.next();
                    }
                }
                return true;
            });
        }
    }

    /** Tries for as long as a service takes that is restarted. */
    static <T> T trying(Retry.Attempt<T, RuntimeException> attempt) {
        try {
            return Retry.A_MINUTE.go(attempt);
        } catch (RefusedException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (ServiceUnavailableException e) {
            throw new UserError(ExitCode.NOT_MEASURED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new UserError(ExitCode.CANCELLED, "cancelled while the service was away");
        }
    }

    /** What was heard so far, as one line for whoever waits. */
    private static final class Following {

        private final Plan plan;
        private final Progress progress;
        private long last;
        private boolean ended;

        Following(Plan plan, Progress progress) {
            this.plan = plan;
            this.progress = progress;
        }

        long last() {
            return last;
        }

        boolean ended() {
            return ended;
        }

        void take(ServiceClient.Received received) {
            received.id().ifPresent(id -> last = id);
            if (received.kind().equals("place")) {
                int place = Json.line().readTree(received.data()).path("place").asInt();
                progress.show(place == 0 ? "queued, next" : "queued, " + place + " before it");
                return;
            }
            switch (Json.line().readValue(received.data(), Event.What.class)) {
                case Event.Queued queued -> progress.show("queued");
                case Event.Began began -> progress.show("worker " + began.worker() + " prepares it");
                case Event.Started start ->
                    progress.show("block " + start.block() + " of "
                            + plan.sampling().minBlocks() + " to "
                            + plan.sampling().maxBlocks() + "  " + start.variant()
                            + " "
                            + (start.milliseconds().isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            "%.1f ms",
                                            start.milliseconds().getAsDouble())
                                    : start.failure().orElse("failed")));
                case Event.Returned returned -> progress.show("queued again: " + returned.why());
                case Event.Ended end -> ended = true;
            }
        }
    }
}

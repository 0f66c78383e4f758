package dev.coldstart.cli.measure;

import dev.coldstart.cli.build.BuildCache;
import dev.coldstart.cli.build.BuildConfiguration;
import dev.coldstart.cli.config.Config;
import dev.coldstart.cli.config.FormSettings;
import dev.coldstart.cli.revision.WorkingCopy;
import dev.coldstart.core.artifact.BuildRecord;
import dev.coldstart.core.plan.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forms that an earlier run built of the same commit with the same settings and tools, and left in a {@link BuildCache}. */
public final class KeptForms {

    private static final int SHOWN_OF_COMMIT = 12;

    private final BuildCache cache;

    public KeptForms(BuildCache cache) {
        this.cache = cache;
    }

    /** Those of base that are there; the others are to be built. */
    public BuiltForms.Some base(Config config, List<FormSettings> forms, Optional<WorkingCopy> sources) {
        List<Inspected> found = new ArrayList<>();
        List<FormSettings> rest = new ArrayList<>();
        for (FormSettings form : forms) {
            sources.flatMap(copy -> cache.find(copy.commit(), configuration(config, form, copy)))
                    .ifPresentOrElse(
                            kept -> found.add(inspected(config, form, kept, sources.orElseThrow())),
                            () -> rest.add(form));
        }
        return new BuiltForms.Some(new BuiltForms(found, Map.of()), rest);
    }

    private static Inspected inspected(Config config, FormSettings form, BuildCache.Kept kept, WorkingCopy copy) {
        String name = form.name() + "@" + Variant.BASE;
        Inspected inspected = Inspected.published(
                form.name(),
                Variant.BASE,
                kept.folder(),
                config.command(),
                Optional.of(kept.record().of(name)),
                config.scenario());
        List<String> assumptions = new ArrayList<>(inspected.assumptions());
        assumptions.add(name + " was not built now: it was kept from an earlier run, of commit "
                + copy.commit().substring(0, SHOWN_OF_COMMIT) + "; its build time is of then");
        return new Inspected(inspected.candidate(), assumptions);
    }

    /** Keeps what was built, where the commit says all of its sources. */
    public void keep(Config config, List<FormSettings> forms, BuiltForms built, Optional<WorkingCopy> sources) {
        sources.ifPresent(copy -> built.candidates().forEach(candidate -> {
            Optional<BuildRecord> record = candidate.build();
            Optional<FormSettings> settings = forms.stream()
                    .filter(form -> form.name().equals(candidate.variant().form()))
                    .findFirst();
            if (record.isPresent() && settings.isPresent()) {
                candidate
                        .published()
                        .ifPresent(published -> cache.keep(
                                copy.commit(),
                                configuration(config, settings.get(), copy),
                                record.get(),
                                published.folder().dir()));
            }
        }));
    }

    private static String configuration(Config config, FormSettings form, WorkingCopy copy) {
        return BuildConfiguration.digest(
                config, form, copy.prefix() + config.file().getFileName());
    }
}

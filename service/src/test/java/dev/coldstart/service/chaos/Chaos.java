package dev.coldstart.service.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Half of the time with SQLite, half with PostgreSQL. The same seed makes the same things fail in the same order. */
public final class Chaos {

    private static final int REPOSITORIES = 6;
    private static final Duration SETTLING = Duration.ofMinutes(3);

    private Chaos() {}

    /** Arguments: an empty folder, minutes, seed. */
    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]).toAbsolutePath();
        Duration each = Duration.ofMinutes(Long.parseLong(args[1])).dividedBy(2);
        long seed = Long.parseLong(args[2]);
        if (!World.clockCanBeSet()) {
            System.out.println("no clock is stepped: that takes Debian's package libfaketime");
        }
        boolean withSqlite = run(dir.resolve("sqlite"), false, each, seed);
        boolean withPostgres = run(dir.resolve("postgresql"), true, each, seed);
        System.exit(withSqlite && withPostgres ? 0 : 1);
    }

    private static boolean run(Path dir, boolean postgresql, Duration howLong, long seed) throws Exception {
        Map<Fault, Integer> done = new EnumMap<>(Fault.class);
        try (World world = new World(dir, postgresql, REPOSITORIES, seed);
                Clients clients = new Clients(world)) {
            List<Thread> asking = world.tokens().stream()
                    .map(token -> Thread.ofPlatform().start(() -> clients.serve(token)))
                    .toList();
            fail(world, clients, Instant.now().plus(howLong), new Random(seed), done);
            world.setClock(0);
            world.revive();
            clients.stop();
            for (Thread thread : asking) {
                thread.join();
            }
            Clients.Result result = clients.settle(SETTLING);
            System.out.printf(
                    Locale.ROOT,
                    "%s, seed %d, %d min: %s%n",
                    dir.getFileName(),
                    seed,
                    howLong.toMinutes(),
                    done.entrySet().stream()
                            .map(e -> e.getValue() + "x " + e.getKey().words())
                            .collect(Collectors.joining(", ")));
            result.lost().forEach((id, why) -> System.out.println("  lost " + id + ": " + why));
            result.stuck().forEach(id -> System.out.println("  stuck " + id));
            System.out.printf(
                    Locale.ROOT,
                    "acknowledged %d (%d of them ended with three workers lost), lost %d, stuck %d%n",
                    result.acknowledged(),
                    result.failed(),
                    result.lost().size(),
                    result.stuck().size());
            return result.lost().isEmpty() && result.stuck().isEmpty();
        }
    }

    /** One thing after another; each lasts from half a second to 20 s, and then something comes to its end. */
    private static void fail(World world, Clients clients, Instant end, Random random, Map<Fault, Integer> done)
            throws Exception {
        List<Fault> possible =
                Arrays.stream(Fault.values()).filter(f -> f.possible(world)).toList();
        while (Instant.now().isBefore(end)) {
            clients.progress();
            Thread.sleep(random.nextLong(0, 2_000));
            Fault fault = possible.get(random.nextInt(possible.size()));
            long lasts = random.nextInt(4) == 0 ? random.nextLong(5_000, 20_000) : random.nextLong(500, 4_000);
            fault.begin(world, random);
            Thread.sleep(lasts);
            fault.end(world);
            world.revive();
            done.merge(fault, 1, Integer::sum);
        }
    }
}

package dev.coldstart.service.chaos;

import java.util.Random;

/** What goes wrong for a while. */
enum Fault {
    KILL_SERVICE("service killed") {
        @Override
        void begin(World world, Random random) throws Exception {
            world.kill(0);
        }
    },
    KILL_WORKER("worker killed") {
        @Override
        void begin(World world, Random random) throws Exception {
            world.kill(1 + random.nextInt(world.processes() - 1));
        }
    },
    FULL_DISK("disk full") {
        @Override
        void begin(World world, Random random) throws Exception {
            world.fillDisk();
        }

        @Override
        void end(World world) throws Exception {
            world.emptyDisk();
        }
    },
    STALL("service stalled") {
        @Override
        void begin(World world, Random random) throws Exception {
            world.signalService("-STOP");
        }

        @Override
        void end(World world) throws Exception {
            world.signalService("-CONT");
        }
    },
    HALF_OPEN("connections half open") {
        @Override
        void begin(World world, Random random) {
            world.breakLines();
        }
    },
    CLOCK("clock stepped") {
        // Up to a quarter of an hour, either way; until the next step.
        @Override
        void begin(World world, Random random) throws Exception {
            world.setClock(random.nextLong(-900, 900));
        }

        @Override
        boolean possible(World world) {
            return World.clockCanBeSet();
        }
    },
    DATABASE("PostgreSQL restarted") {
        @Override
        void begin(World world, Random random) throws Exception {
            world.stopDatabase();
        }

        @Override
        void end(World world) throws Exception {
            world.startDatabase();
        }

        @Override
        boolean possible(World world) {
            return world.hasPostgres();
        }
    };

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    abstract void begin(World world, Random random) throws Exception;

    void end(World world) throws Exception {}

    boolean possible(World world) {
        return true;
    }
}

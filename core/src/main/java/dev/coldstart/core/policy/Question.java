package dev.coldstart.core.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** What no measurement can answer, and the team can. */
public enum Question {
    SHORT_LIVED(Group.WORKLOAD, "short-lived", "processes are short-lived or often started"),
    IMAGE_SIZE_MATTERS(Group.WORKLOAD, "image-size-matters", "the size of the image matters"),
    MEMORY_DRIVES_COST(Group.WORKLOAD, "memory-drives-cost", "memory per process drives the cost"),
    NO_RUNTIME_ON_TARGET(Group.WORKLOAD, "no-runtime-on-target", "the target has no runtime installed"),
    SMALL_CODEBASE(Group.WORKLOAD, "small-codebase", "the code is small or new enough to migrate in a sprint"),
    LIVES_FOR_DAYS(Group.AGAINST, "lives-for-days", "a process lives for days"),
    LEANS_ON_REFLECTION(
            Group.AGAINST, "leans-on-reflection", "the code leans on reflection, proxies or generated code"),
    NO_APPETITE(Group.AGAINST, "no-appetite", "nobody has the appetite for the migration"),
    TEAM_READINESS(
            Group.GATE,
            "team-readiness",
            "the team can build, debug and operate native code",
            "the team can't build, debug and operate native code yet"),
    ROLLOUT_SEQUENCE(
            Group.GATE,
            "rollout-sequence",
            "it is settled what is switched first, and how to go back",
            "it is not settled yet what is switched first, and how to go back");

    /** What an answer is for. */
    public enum Group {
        /** Conditions, of which at least {@link #MIN_CONDITIONS} have to hold. */
        WORKLOAD("policy.workload"),
        /** Counter-conditions, of which none may hold. */
        AGAINST("policy.against"),
        /** Checks before committing that no figure decides. */
        GATE("policy.gate");

        private final String key;

        Group(String key) {
            this.key = key;
        }

        /** The section of {@code coldstart.yml}. */
        public String key() {
            return key;
        }

        public List<Question> questions() {
            return Arrays.stream(Question.values()).filter(q -> q.group == this).toList();
        }
    }

    /** Of the five conditions so many have to hold, or ahead-of-time compilation is not worth its constraints. */
    public static final int MIN_CONDITIONS = 2;

    private final Group group;
    private final String id;
    private final String statement;
    private final String denial;

    Question(Group group, String id, String statement) {
        this(group, id, statement, "it is not so that " + statement);
    }

    Question(Group group, String id, String statement, String denial) {
        this.group = group;
        this.id = id;
        this.statement = statement;
        this.denial = denial;
    }

    public Group group() {
        return group;
    }

    @JsonValue
    public String id() {
        return id;
    }

    /** What a yes says, as a clause. */
    public String statement() {
        return statement;
    }

    /** What a no says, as a clause. */
    public String denial() {
        return denial;
    }

    /** Where the answer stands in {@code coldstart.yml}: {@code policy.workload.short-lived}. */
    public String key() {
        return group.key() + "." + id;
    }

    @JsonCreator
    public static Question of(String id) {
        return Arrays.stream(values())
                .filter(q -> q.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no question of a policy: " + id));
    }
}

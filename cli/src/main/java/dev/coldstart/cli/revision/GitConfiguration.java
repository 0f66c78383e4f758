package dev.coldstart.cli.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What of a repository's own configuration git would run as a command, and what it is told in its place. Such a configuration
 * comes with a folder that somebody else packed, or from an earlier step of a job; what the user or the machine is configured
 * with is theirs.
 */
final class GitConfiguration {

    /** A value that git takes for a key. */
    record Entry(String key, String value) {}

    /** Needed by none of our calls, whoever asks for it: hooks, watchers, and what would go on in the background. */
    private static final List<Entry> ALWAYS = List.of(
            new Entry("core.hooksPath", "/dev/null"),
            new Entry("core.fsmonitor", "false"),
            new Entry("core.alternateRefsCommand", "true"),
            new Entry("protocol.ext.allow", "never"),
            new Entry("fetch.recurseSubmodules", "false"),
            new Entry("submodule.recurse", "false"),
            new Entry("gc.auto", "0"),
            new Entry("maintenance.auto", "false"));

    /** As {@code git lfs install --local} writes them, which actions/checkout runs. */
    private static final Pattern LFS =
            Pattern.compile("git-lfs (?:clean -- %f|smudge (?:--skip )?-- %f|filter-process(?: --skip)?)");

    /** As actions/checkout writes it: a key and whom to trust, and no option that names a command. */
    private static final Pattern SSH = Pattern.compile("(?:ssh|\"?/usr/bin/ssh\"?)(?: -i (?:\"[\\w./ -]+\"|[\\w./-]+)"
            + "| -o \"?(?:StrictHostKeyChecking|CheckHostIP|UserKnownHostsFile)=[\\w./-]+\"?)*");

    /**
     * Keys whose values are commands.
     *
     * @param harmless a value that the repository itself may have
     * @param instead what stands for a value that it may not
     */
    private record Rule(Pattern key, Predicate<String> harmless, String instead) {
        Rule(String key, Predicate<String> harmless, String instead) {
            this(Pattern.compile(key, Pattern.DOTALL), harmless, instead);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("filter\\..*\\.(?:clean|smudge|process)", LFS.asMatchPredicate(), ""),
            new Rule("core\\.sshcommand", SSH.asMatchPredicate(), "ssh"),
            new Rule("core\\.askpass", String::isEmpty, ""),
            // An empty value ends the list that was begun before it.
            new Rule("credential\\.(?:.*\\.)?helper", String::isEmpty, ""),
            new Rule("core\\.gitproxy", String::isEmpty, "none"),
            new Rule("remote\\..*\\.vcs", String::isEmpty, ""),
            new Rule("submodule\\..*\\.update", value -> !value.startsWith("!"), "checkout"),
            new Rule("diff\\..*\\.(?:command|textconv)", String::isEmpty, "false"),
            new Rule("diff\\.external", String::isEmpty, "false"),
            new Rule("merge\\..*\\.driver", String::isEmpty, "false"),
            new Rule("gpg\\.(?:.*\\.)?(?:program|defaultkeycommand)", String::isEmpty, "false"),
            new Rule("(?:core\\.(?:pager|editor)|sequence\\.editor|pager\\..*)", String::isEmpty, "cat"),
            new Rule("http\\.(?:.*\\.)?sslverify", "true"::equals, "true"));

    /** Of several values git takes the first, which is the repository's. */
    private static final Pattern UPLOAD_PACK = Pattern.compile("remote\\..*\\.uploadpack", Pattern.DOTALL);

    private static final Pattern FILTER = Pattern.compile("(filter\\..*\\.)(?:clean|smudge|process)", Pattern.DOTALL);

    private GitConfiguration() {}

    /**
     * What git is told after what is configured.
     *
     * @param replaced keys of the repository's own that have another value now
     * @param refused those for which it is of no use to tell git another
     */
    record Told(List<Entry> entries, List<String> replaced, List<String> refused) {
        Told {
            entries = List.copyOf(entries);
            replaced = List.copyOf(replaced);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Reads what is configured.
     *
     * @param listing of {@code git config --list --show-scope -z}: scope, key and value, each ended by a zero
     */
    static Told instead(String listing) {
        List<Entry> told = new ArrayList<>(ALWAYS);
        Set<String> keys = new LinkedHashSet<>();
        List<Entry> users = new ArrayList<>();
        List<Entry> repositorys = new ArrayList<>();
        List<String> words = Arrays.asList(listing.split("\0"));
        for (int i = 0; i + 1 < words.size(); i += 2) {
            String[] parts = words.get(i + 1).split("\n", 2);
            Entry entry = new Entry(parts[0], parts.length == 2 ? parts[1] : "");
            boolean own = List.of("local", "worktree", "submodule").contains(words.get(i));
            (own ? repositorys : users).add(entry);
        }
        for (Entry entry : repositorys) {
            for (Rule rule : RULES) {
                if (rule.key().matcher(lower(entry.key())).matches()
                        && !rule.harmless().test(entry.value())) {
                    told.addAll(replaced(entry, rule, users));
                    keys.add(entry.key());
                }
            }
        }
        List<String> refused = repositorys.stream()
                .filter(entry -> UPLOAD_PACK.matcher(lower(entry.key())).matches())
                .map(Entry::key)
                .toList();
        return new Told(told, List.copyOf(keys), refused);
    }

    private static List<Entry> replaced(Entry entry, Rule rule, List<Entry> users) {
        List<Entry> of =
                users.stream().filter(each -> each.key().equals(entry.key())).toList();
        List<Entry> told = new ArrayList<>();
        told.add(new Entry(entry.key(), rule.instead()));
        told.addAll(of);
        var filter = FILTER.matcher(entry.key());
        if (of.isEmpty() && filter.matches()) {
            // Files as they are stored are not those that were checked out for head: it fails, and says so.
            told.add(new Entry(filter.group(1) + "required", "true"));
        }
        return told;
    }

    /** Section and name are alike in any case; git itself writes them small. */
    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}

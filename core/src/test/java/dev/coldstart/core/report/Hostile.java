package dev.coldstart.core.report;

import java.util.List;
import java.util.stream.Stream;

/** What an app, a build or a name may say to act on its reader. */
public final class Hostile {

    private static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "</script><img src=x onerror=alert(1)>",
            "<!-- <script> -->",
            "\"><svg onload=alert(1)>",
            "' onmouseover='alert(1)",
            "]]></style></title></textarea></pre></details>",
            "&lt;b&gt; &#64;everyone &commat;octocat",
            "@everyone @octocat/team (@octocat) a@b.example",
            "#1 GH-1 octocat/hello#1 0123456789abcdef0123456789abcdef01234567 1234567",
            "https://evil.example/x www.evil.example mailto:a@b.example xmpp:a@b.example ftp://x",
            "[link](https://evil.example) ![image](https://evil.example/x.png) [x]: https://evil.example",
            "a | b | c || \\| \\\\| |",
            "| --- | --- |",
            "` `` ``` ```` ~~~",
            "```\nout of the fence\n```",
            "**bold** _em_ ~~gone~~ $x^2$ :tada: \\*",
            "# heading",
            "- item",
            "1. item",
            "> quote",
            "===",
            "---",
            "    indented",
            "line\nbreak\r\nand \u2028 and \u2029 and \u0085 and \f end",
            "<details><summary>x</summary>",
            "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\",
            "\u001b[2J\u001b[1;1H \u009b31m \u0000\u0007\b\u007f \u001bc \u001b",
            "\u202Egnp.exe\u202C \u2066x\u2069 \u200Fx \u061Cx",
            "zero\u200Bwidth\u200D\uFEFF \uDB40\uDC41",
            "表示の幅は二つです 한국어 전각 ＡＢＣ ｱｲｳ",
            "e\u0301 a\u0308\u0323 z\u0351\u0352\u0353\u0354\u0355\u0356\u0357\u0358\u0359",
            "\uD83D\uDE80 \uD83D\uDC69\u200D\uD83D\uDCBB \uD83C\uDDE9\uD83C\uDDEA \u2764\uFE0F \u231A",
            "\u1112\u1161\u11AB \u0E01\u0E33 \u0928\u093F",
            "\uD800 lone \uDC00",
            "{} {0} %s %n ${x} #{y} \\u003c",
            "\u00a0\u3000 wide blanks",
            "");

    private Hostile() {}

    /** All of it in one text, with what a runner takes for its commands, and long. */
    static String all() {
        return String.join(" ", TEXTS) + "\n::set-output name=verdict::adopt\n::error::x\n" + "long ".repeat(60);
    }

    public static Stream<String> texts() {
        return Stream.concat(TEXTS.stream(), Stream.of(all(), "x".repeat(3000), "表".repeat(300), "a b ".repeat(900)));
    }
}

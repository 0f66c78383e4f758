package dev.coldstart.service.dashboard;

import dev.coldstart.service.access.Tokens.Kind;
import dev.coldstart.service.store.DataFolder;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** How long each page of the dashboard takes over many made-up comparisons; called by {@code bench/dashboard}. */
final class DashboardBench {

    private static final int WARM_UP = 60;
    private static final int ASKED = 300;

    private DashboardBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int apps = Integer.parseInt(arguments[1]);
        int comparisons = Integer.parseInt(arguments[2]);
        try (TestDashboard dashboard = new TestDashboard(folder, DataFolder.database(folder));
                HttpClient http = HttpClient.newHttpClient()) {
            MadeUp madeUp = new MadeUp(dashboard.store, dashboard.data, TestDashboard.NOW);
            madeUp.fill(apps, comparisons);
            String live = madeUp.queue();
            List<String> ids =
                    dashboard.store.read(handle -> handle.createQuery("select id from comparison order by id")
                            .mapTo(String.class)
                            .list());
            // An admin sees everything, so that every page is as long as it gets.
            String cookie = "coldstart=" + dashboard.token(Kind.ADMIN, Optional.empty());
            System.out.printf(
                    Locale.ROOT,
                    "%d comparisons of %d apps%n%n%-28s %8s %8s %8s%n",
                    ids.size(),
                    apps,
                    "page",
                    "median",
                    "95 %",
                    "bytes");
            for (Map.Entry<String, IntFunction<String>> page :
                    pages(apps, ids, live).entrySet()) {
                double[] millis = new double[ASKED];
                int bytes = 0;
                for (int i = -WARM_UP; i < ASKED; i++) {
                    HttpRequest request = HttpRequest.newBuilder(
                                    dashboard.at(page.getValue().apply(i + WARM_UP)))
                            .header("Cookie", cookie)
                            .build();
                    long begun = System.nanoTime();
                    bytes = answered(http.send(request, BodyHandlers.ofByteArray()));
                    if (i >= 0) {
                        millis[i] = (System.nanoTime() - begun) / 1e6;
                    }
                }
                Arrays.sort(millis);
                System.out.printf(
                        Locale.ROOT,
                        "%-28s %5.1f ms %5.1f ms %8d%n",
                        page.getKey(),
                        millis[ASKED / 2],
                        millis[ASKED * 95 / 100],
                        bytes);
            }
        }
    }

    private static int answered(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " has status " + answer.statusCode());
        }
        return answer.body().length;
    }

    /** Another app or comparison each time, so that nothing is only remembered. */
    private static Map<String, IntFunction<String>> pages(int apps, List<String> ids, String live) {
        Map<String, IntFunction<String>> pages = new LinkedHashMap<>();
        pages.put("apps", i -> "/?page=" + i % Math.max(1, apps / AppPages.SIZE));
        pages.put("apps, searched", i -> "/?q=service-" + i % 10 + "&verdict=adopt");
        pages.put("an app's history", i -> app("/app", i % apps));
        pages.put("its memory, all comparisons", i -> app("/app", i % apps) + "&metric=idle-rss&comparisons=all");
        pages.put("its warnings", i -> app("/warnings", i % apps));
        pages.put("comparisons", i -> "/comparisons?before=" + ids.get(ids.size() - 1 - i * (ids.size() - 100) / 400));
        pages.put("comparisons, searched", i -> "/comparisons?state=failed&q=orders-" + i % 100);
        pages.put("a comparison", i -> "/comparisons/" + ids.get(i * 7 % ids.size()));
        pages.put("a live comparison", i -> "/comparisons/" + live);
        pages.put("readiness", i -> "/readiness?page=" + i % Math.max(1, apps / AppPages.SIZE));
        pages.put("workers and queue", i -> "/workers");
        pages.put("a badge", i -> app("/badge.svg", i % apps));
        return pages;
    }

    private static String app(String path, int number) {
        return path + "?repository=" + encoded(MadeUp.repository(number)) + "&name=" + encoded(MadeUp.app(number));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

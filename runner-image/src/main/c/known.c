/*
 * A program whose start is known: an HTTP server that is ready a stated time after its first instruction, by the monotonic
 * clock. The calibration measures it, and the tests set its traps.
 *
 *   known [--port N] [--sleep MS | --busy MS | --work UNITS] [--or MS] [--trap NAME]... [--code N] [--any yes]
 *         [--v6 all | loopback] [--second N [--second-at MS]]
 *
 * --sleep    ready after sleeping until MS milliseconds
 * --busy     ready after computing until MS milliseconds
 * --work     ready after a fixed amount of computing and memory, about a millisecond a unit: the time that it takes is the
 *            machine's, so that two equal ones show its noise
 * --or       in every second start, by chance, MS holds in place of the time given above
 * --code     the exit code of the exit trap
 * --any      listens on every address, not on loopback alone
 * --port     0: another one at each start
 * --v6       listens by IPv6 alone, on every address or on loopback
 * --second   listens on this port too, by a process of its own, with the same answer from MS on (0 if it is not given)
 *
 * Without a trap nothing listens until it is ready; then every request gets {"id":42,"name":"known"}.
 * Traps until it is ready:  unavailable (listens, answers 503)  accept-close (accepts, closes)
 *                           wrong-body (listens, answers 200 with another body)
 *                           late-body (listens, sends the headers and half of the body at once, the rest when ready)
 * Traps for good:           never-listen  never-ready (with one of the above)  hang (accepts, answers never)
 *                           exit (in place of being ready)  abort (likewise, by SIGABRT)
 *                           daemon (forks a process that outlives the parent)  daemon-exit (forks the server, exits with 0)
 *                           ignore-term  fill-disk (/tmp, then exits with 28)  log-flood (100 MB before it is ready)
 *                           eat-memory (until it is killed)
 *                           relapse (ready for 200 ms, answers 503 for 600 ms, then ready for good)
 *                           redirect (answers 307, to https)  unix (listens on a UNIX socket, /tmp/known.socket)
 *                           strange (ready, some paths answer strangely: /random, another number each time; /huge, 20 MB;
 *                           /bytes, no UTF-8; /silent, nothing; /escape, control characters and markup; /die, it ends)
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static const char *GOOD_BODY = "{\"id\":42,\"name\":\"known\"}";
static const char *WRONG_BODY = "{\"id\":41,\"name\":\"other\"}";

enum trap {
    UNAVAILABLE, ACCEPT_CLOSE, WRONG, LATE_BODY, NEVER_LISTEN, NEVER_READY, HANG, EXIT, ABORT, DAEMON, DAEMON_EXIT,
    IGNORE_TERM, FILL_DISK, LOG_FLOOD, EAT_MEMORY, STRANGE, RELAPSE, REDIRECT, UNIX, TRAPS
};
static const char *NAMES[TRAPS] = {
    "unavailable", "accept-close", "wrong-body", "late-body", "never-listen", "never-ready", "hang", "exit", "abort",
    "daemon", "daemon-exit", "ignore-term", "fill-disk", "log-flood", "eat-memory", "strange", "relapse", "redirect", "unix"
};
static int set[TRAPS];

/*
 * The entry point: reads the clock, then goes on to the C library's own. What the library does before main (a dozen page
 * faults, 0.3 ms on a slow virtual machine) is a part of this program's start and has to be within the known time.
 */
struct timespec first_instruction;

__asm__(".text\n"
        ".globl enter\n"
        "enter:\n"
#if defined(__x86_64__)
        "push %rdx\n"
        "mov $228, %eax\n" /* clock_gettime */
        "mov $1, %edi\n"   /* CLOCK_MONOTONIC */
        "lea first_instruction(%rip), %rsi\n"
        "syscall\n"
        "pop %rdx\n"
        "jmp _start\n"
#elif defined(__aarch64__)
        "mov x19, x0\n"
        "mov x8, #113\n"
        "mov x0, #1\n"
        "adrp x1, first_instruction\n"
        "add x1, x1, :lo12:first_instruction\n"
        "svc #0\n"
        "mov x0, x19\n"
        "b _start\n"
#else
#error "no entry point for this architecture"
#endif
);

static long long now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void sleep_until(long long ns)
{
    struct timespec t = { .tv_sec = ns / 1000000000LL, .tv_nsec = ns % 1000000000LL };
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {
    }
}

static in_addr_t address_wanted = INADDR_LOOPBACK;

static int v6; /* 1 on every address, 2 on loopback */

static int listening(int server, const void *address, socklen_t length)
{
    if (bind(server, address, length) < 0 || listen(server, 128) < 0) {
        perror("known: listen");
        exit(98);
    }
    return server;
}

static int listen_on_v6(int port)
{
    int server = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int yes = 1;
    setsockopt(server, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    struct sockaddr_in6 address = { .sin6_family = AF_INET6, .sin6_port = htons((unsigned short) port) };
    if (v6 == 2) {
        address.sin6_addr = in6addr_loopback;
    }
    return listening(server, &address, sizeof address);
}

static int listen_on_path(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "/tmp/known.socket" };
    return listening(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), &address, sizeof address);
}

static int listen_on(int port)
{
    if (set[UNIX]) {
        return listen_on_path();
    }
    if (v6 != 0) {
        return listen_on_v6(port);
    }
    int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int yes = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((unsigned short) port),
                                   .sin_addr.s_addr = htonl(address_wanted) };
    return listening(server, &address, sizeof address);
}

static void send_text(int client, const char *text)
{
    size_t length = strlen(text);
    while (length > 0) {
        ssize_t sent = send(client, text, length, MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        text += sent;
        length -= (size_t) sent;
    }
}

static void head(int client, const char *status, const char *body)
{
    char text[256];
    snprintf(text, sizeof text,
             "HTTP/1.1 %s\r\nContent-Type: application/json\r\nX-Known: yes\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
             status, strlen(body));
    send_text(client, text);
}

/* Room for the request, which is empty where none came. */
static char request[8192];

static void read_request(int client)
{
    size_t length = 0;
    request[0] = 0;
    struct timeval patience = { .tv_sec = 2, .tv_usec = 0 };
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    while (length < sizeof request - 1) {
        ssize_t got = recv(client, request + length, sizeof request - 1 - length, 0);
        if (got <= 0) {
            return;
        }
        length += (size_t) got;
        request[length] = 0;
        if (strstr(request, "\r\n\r\n") != NULL) {
            return;
        }
    }
}

static int asks(const char *path)
{
    const char *asked = strchr(request, ' ');
    return asked != NULL && strncmp(asked + 1, path, strlen(path)) == 0 && asked[1 + strlen(path)] == ' ';
}

/* Whether this was a path that answers strangely. */
static int strange(int client)
{
    char text[256];
    if (asks("/random")) {
        unsigned number = 0;
        (void) !getrandom(&number, sizeof number, 0);
        snprintf(text, sizeof text, "{\"id\":42,\"at\":%u}", number);
        head(client, "200 OK", text);
        send_text(client, text);
    } else if (asks("/huge")) {
        static char much[20000001];
        memset(much, 'x', sizeof much - 1);
        head(client, "200 OK", much);
        send_text(client, much);
    } else if (asks("/bytes")) {
        head(client, "200 OK", "\xff\xfe\xc3(");
        send_text(client, "\xff\xfe\xc3(");
    } else if (asks("/escape")) {
        const char *hostile = "\033[2J</pre><script>alert(1)</script> @everyone #1 | `x`\n::set-output name=a::b\n";
        head(client, "200 OK", hostile);
        send_text(client, hostile);
    } else if (asks("/silent")) {
        pause();
    } else if (asks("/die")) {
        fprintf(stderr, "known: dying, as asked\n");
        _exit(7);
    } else {
        return 0;
    }
    return 1;
}

static void answer(int client, long long ready)
{
    long long since = now_ns() - ready;
    int is_ready = !set[NEVER_READY] && since >= 0 && !(set[RELAPSE] && since >= 200000000LL && since < 800000000LL);
    if (!is_ready && set[ACCEPT_CLOSE]) {
        return;
    }
    read_request(client);
    if (set[HANG]) {
        pause();
    } else if (set[STRANGE] && strange(client)) {
    } else if (set[REDIRECT]) {
        send_text(client, "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://localhost:8443/known/42\r\n"
                          "Content-Length: 0\r\nConnection: close\r\n\r\n");
    } else if (!is_ready && (set[UNAVAILABLE] || set[RELAPSE])) {
        head(client, "503 Service Unavailable", "{\"status\":\"starting\"}");
        send_text(client, "{\"status\":\"starting\"}");
    } else if (!is_ready && set[WRONG]) {
        head(client, "200 OK", WRONG_BODY);
        send_text(client, WRONG_BODY);
    } else if (!is_ready && set[LATE_BODY]) {
        char half[16] = { 0 };
        memcpy(half, GOOD_BODY, 10);
        head(client, "200 OK", GOOD_BODY);
        send_text(client, half);
        if (set[NEVER_READY]) {
            pause();
        }
        sleep_until(ready);
        send_text(client, GOOD_BODY + 10);
    } else {
        head(client, "200 OK", GOOD_BODY);
        send_text(client, GOOD_BODY);
    }
}

static void serve(int server, long long ready)
{
    for (;;) {
        int client = accept4(server, NULL, NULL, SOCK_CLOEXEC);
        if (client >= 0) {
            answer(client, ready);
            shutdown(client, SHUT_WR);
            close(client);
        }
    }
}

static void fill_disk(void)
{
    static char block[1 << 16];
    int file = open("/tmp/filled", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    while (file >= 0 && write(file, block, sizeof block) > 0) {
    }
    fprintf(stderr, "known: /tmp/filled: %s\n", strerror(errno));
    exit(28);
}

static void flood(void)
{
    static char line[1024];
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\n';
    for (int i = 0; i < 100 * 1024; i++) {
        if (write(STDOUT_FILENO, line, sizeof line) < 0) {
            return;
        }
    }
}

static void eat_memory(void)
{
    for (;;) {
        char *page = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (page != MAP_FAILED) {
            memset(page, 1, 1 << 20);
        }
    }
}

static void work(int units)
{
    volatile unsigned long long sink = 0;
    unsigned long long x = 88172645463325252ULL;
    for (int unit = 0; unit < units; unit++) {
        for (int i = 0; i < 500000; i++) {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
        }
        char *page = mmap(NULL, 1 << 18, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (page != MAP_FAILED) {
            memset(page, (int) x, 1 << 18);
        }
    }
    sink = x;
    (void) sink;
}

int main(int argc, char **argv)
{
    long long began = first_instruction.tv_sec * 1000000000LL + first_instruction.tv_nsec;
    prctl(PR_SET_TIMERSLACK, 1);
    int port = 8080, busy = 0, code = 3, units = 0, second = 0;
    double ms = 50, other = -1, second_ms = 0;
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (value == NULL) {
            fprintf(stderr, "known: %s needs a value\n", argv[i]);
            return 2;
        }
        if (strcmp(argv[i], "--port") == 0) {
            port = atoi(value);
        } else if (strcmp(argv[i], "--sleep") == 0) {
            ms = atof(value);
        } else if (strcmp(argv[i], "--busy") == 0) {
            ms = atof(value);
            busy = 1;
        } else if (strcmp(argv[i], "--work") == 0) {
            units = atoi(value);
            ms = 0;
        } else if (strcmp(argv[i], "--or") == 0) {
            other = atof(value);
        } else if (strcmp(argv[i], "--any") == 0) {
            address_wanted = INADDR_ANY;
        } else if (strcmp(argv[i], "--v6") == 0) {
            v6 = strcmp(value, "loopback") == 0 ? 2 : 1;
        } else if (strcmp(argv[i], "--second") == 0) {
            second = atoi(value);
        } else if (strcmp(argv[i], "--second-at") == 0) {
            second_ms = atof(value);
        } else if (strcmp(argv[i], "--code") == 0) {
            code = atoi(value);
        } else if (strcmp(argv[i], "--trap") == 0) {
            int trap = 0;
            while (trap < TRAPS && strcmp(NAMES[trap], value) != 0) {
                trap++;
            }
            if (trap == TRAPS) {
                fprintf(stderr, "known: no such trap: %s\n", value);
                return 2;
            }
            set[trap] = 1;
        } else {
            fprintf(stderr, "known: no such option: %s\n", argv[i]);
            return 2;
        }
        i++;
    }
    unsigned char chance = 0;
    if (other >= 0 && getrandom(&chance, 1, 0) == 1 && (chance & 1)) {
        ms = other;
    }
    long long ready = began + (long long) (ms * 1e6);

    if (set[IGNORE_TERM]) {
        signal(SIGTERM, SIG_IGN);
    }
    if (set[EAT_MEMORY]) {
        eat_memory();
    }
    if (set[FILL_DISK]) {
        fill_disk();
    }
    if (set[LOG_FLOOD]) {
        flood();
    }
    if (set[DAEMON] && fork() == 0) {
        setsid();
        signal(SIGTERM, SIG_IGN);
        for (;;) {
            pause();
        }
    }
    if (set[DAEMON_EXIT] && fork() != 0) {
        sleep_until(ready);
        return 0;
    }
    if (second != 0 && fork() == 0) {
        long long at = began + (long long) (second_ms * 1e6);
        sleep_until(at);
        serve(listen_on(second), at);
    }
    work(units);
    int early = set[UNAVAILABLE] || set[ACCEPT_CLOSE] || set[WRONG] || set[LATE_BODY];
    if (early) {
        serve(listen_on(port), ready);
    }
    if (busy) {
        while (now_ns() < ready) {
        }
    } else {
        sleep_until(ready);
    }
    if (set[EXIT]) {
        fprintf(stderr, "known: exiting with %d, as asked\n", code);
        return code;
    }
    if (set[ABORT]) {
        abort();
    }
    if (set[NEVER_LISTEN]) {
        for (;;) {
            pause();
        }
    }
    serve(listen_on(port), ready);
}

/*
 * A function whose init and events take a known time, for bench/functions: it speaks Lambda's Runtime API over one
 * connection and does nothing else.
 *
 *   known-function sleep|busy INIT_MS FIRST_MS WARM_MS
 *
 * INIT_MS after main has begun it asks for its first event; to that it responds after FIRST_MS, to every other after WARM_MS.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int busy;

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void pass(long long until)
{
    if (busy) {
        while (now() < until) {
        }
        return;
    }
    struct timespec t = { until / 1000000000LL, until % 1000000000LL };
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {
    }
}

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void say(int socket, const char *text)
{
    if (write(socket, text, strlen(text)) != (ssize_t) strlen(text)) {
        fail("write");
    }
}

/* A whole answer; the body is not looked at. */
static void hear(int socket, char *answer, size_t size)
{
    size_t length = 0;
    for (;;) {
        ssize_t more = read(socket, answer + length, size - 1 - length);
        if (more <= 0) {
            exit(0);
        }
        length += (size_t) more;
        answer[length] = 0;
        char *end = strstr(answer, "\r\n\r\n");
        char *field = strcasestr(answer, "content-length:");
        if (end != NULL && field != NULL && length >= (size_t) (end + 4 - answer) + strtoul(field + 15, NULL, 10)) {
            return;
        }
    }
}

int main(int argc, char **argv)
{
    long long began = now();
    const char *api = getenv("AWS_LAMBDA_RUNTIME_API");
    const char *port = api == NULL ? NULL : strchr(api, ':');
    if (argc != 5 || port == NULL) {
        fprintf(stderr, "usage: AWS_LAMBDA_RUNTIME_API=HOST:PORT known-function sleep|busy INIT_MS FIRST_MS WARM_MS\n");
        return 2;
    }
    busy = strcmp(argv[1], "busy") == 0;
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((unsigned short) atoi(port + 1)) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connection < 0 || connect(connection, (struct sockaddr *) &address, sizeof address) != 0) {
        fail("connect");
    }
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    pass(began + (long long) (atof(argv[2]) * 1e6));
    for (int event = 0;; event++) {
        static char answer[1 << 16];
        char request[512];
        say(connection, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\nUser-Agent: known/1\r\n\r\n");
        hear(connection, answer, sizeof answer);
        long long given = now();
        char id[64] = "";
        char *field = strcasestr(answer, "lambda-runtime-aws-request-id:");
        if (field == NULL || sscanf(field + 30, " %63[^\r\n]", id) != 1) {
            fprintf(stderr, "no request id\n");
            return 1;
        }
        pass(given + (long long) (atof(argv[event == 0 ? 3 : 4]) * 1e6));
        snprintf(request, sizeof request,
                "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", id);
        say(connection, request);
        hear(connection, answer, sizeof answer);
    }
}

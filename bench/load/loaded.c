/*
 * The program whose behaviour under load is known: an HTTP server with one thread, on 127.0.0.1, whose connections stay.
 *
 *   loaded [--port 8080] [--service MS] [--work US] [--cold US --first N] [--stall MS --every S] [--touch MIB --at N]
 *
 * --service  answers that long after a request has come; any number of requests wait at once
 * --work     burns that much CPU time for each request
 * --cold     burns so much more for each of the first N requests, as a runtime does that compiles
 * --stall    does nothing at all for that long, S seconds after the first request and every S seconds from then on
 * --touch    with the request number N allocates and touches so much memory, and gives it back with the next one
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS 4096
#define ROOM 4096

static const char KEPT[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n"
                           "{\"id\":42,\"name\":\"known\"}";
static const char LAST[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                           "Content-Length: 24\r\n\r\n{\"id\":42,\"name\":\"known\"}";

static struct { char bytes[ROOM]; int length; } connections[CONNECTIONS];

/* Requests that wait for their time, in the order in which they came: all wait equally long. */
static struct { int client; int last; long long due; } waiting[CONNECTIONS * 2];
static int first_waiting, count_waiting;

static double service_ms, work_us, cold_us, stall_ms, every_s = 5;
static long first_n, touch_mib, touch_at = 50, requests;
static long long began, next_stall;
static char *touched;

static long long clock_ns(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void burn(double us)
{
    long long until = clock_ns(CLOCK_THREAD_CPUTIME_ID) + (long long) (us * 1000);
    volatile unsigned long x = 88172645463325252UL;
    while (clock_ns(CLOCK_THREAD_CPUTIME_ID) < until) {
        for (int i = 0; i < 200; i++) {
            x ^= x << 13;
            x ^= x >> 7;
        }
    }
}

static void answer(int client, int last)
{
    requests++;
    if (work_us > 0) {
        burn(work_us);
    }
    if (requests <= first_n) {
        burn(cold_us);
    }
    if (touch_mib > 0 && requests == touch_at) {
        touched = mmap(NULL, touch_mib << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (touched != MAP_FAILED) {
            memset(touched, 1, touch_mib << 20);
        }
    } else if (touched != NULL) {
        munmap(touched, touch_mib << 20);
        touched = NULL;
    }
    const char *text = last ? LAST : KEPT;
    (void) !send(client, text, strlen(text), MSG_NOSIGNAL);
    if (last) {
        close(client);
    }
}

static void asked(int client, int last)
{
    long long now = clock_ns(CLOCK_MONOTONIC);
    if (began == 0) {
        began = now;
        next_stall = now + (long long) (every_s * 1e9);
    }
    if (service_ms <= 0 || count_waiting == CONNECTIONS * 2) {
        answer(client, last);
        return;
    }
    int at = (first_waiting + count_waiting++) % (CONNECTIONS * 2);
    waiting[at].client = client;
    waiting[at].last = last;
    waiting[at].due = now + (long long) (service_ms * 1e6);
}

/* Answers whose time has come; sets the timer to the next. */
static void serve_waiting(int timer)
{
    while (count_waiting > 0 && waiting[first_waiting].due <= clock_ns(CLOCK_MONOTONIC)) {
        answer(waiting[first_waiting].client, waiting[first_waiting].last);
        first_waiting = (first_waiting + 1) % (CONNECTIONS * 2);
        count_waiting--;
    }
    long long due = count_waiting > 0 ? waiting[first_waiting].due : 0;
    struct itimerspec when = { .it_value = { .tv_sec = due / 1000000000LL, .tv_nsec = due % 1000000000LL } };
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL);
}

static void stall(void)
{
    long long now = clock_ns(CLOCK_MONOTONIC);
    if (stall_ms > 0 && began != 0 && now >= next_stall) {
        struct timespec t = { .tv_sec = (long) (stall_ms / 1000), .tv_nsec = (long) (stall_ms * 1e6) % 1000000000L };
        nanosleep(&t, NULL);
        next_stall += (long long) (every_s * 1e9);
    }
}

static void readable(int epoll, int client)
{
    if (client >= CONNECTIONS) {
        close(client);
        return;
    }
    int length = connections[client].length;
    ssize_t got = recv(client, connections[client].bytes + length, (size_t) (ROOM - 1 - length), 0);
    if (got <= 0) {
        epoll_ctl(epoll, EPOLL_CTL_DEL, client, NULL);
        close(client);
        return;
    }
    length += (int) got;
    connections[client].bytes[length] = 0;
    connections[client].length = length;
    if (strstr(connections[client].bytes, "\r\n\r\n") != NULL) {
        int last = strcasestr(connections[client].bytes, "connection: close") != NULL;
        connections[client].length = 0;
        asked(client, last);
    } else if (length == ROOM - 1) {
        close(client);
    }
}

int main(int argc, char **argv)
{
    int port = 8080;
    prctl(PR_SET_TIMERSLACK, 1);
    for (int i = 1; i + 1 < argc; i += 2) {
        const char *name = argv[i];
        double value = atof(argv[i + 1]);
        if (strcmp(name, "--port") == 0) {
            port = (int) value;
        } else if (strcmp(name, "--service") == 0) {
            service_ms = value;
        } else if (strcmp(name, "--work") == 0) {
            work_us = value;
        } else if (strcmp(name, "--cold") == 0) {
            cold_us = value;
        } else if (strcmp(name, "--first") == 0) {
            first_n = (long) value;
        } else if (strcmp(name, "--stall") == 0) {
            stall_ms = value;
        } else if (strcmp(name, "--every") == 0) {
            every_s = value;
        } else if (strcmp(name, "--touch") == 0) {
            touch_mib = (long) value;
        } else if (strcmp(name, "--at") == 0) {
            touch_at = (long) value;
        } else {
            fprintf(stderr, "loaded: no such option: %s\n", name);
            return 2;
        }
    }
    int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int yes = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((unsigned short) port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (bind(server, (void *) &address, sizeof address) < 0 || listen(server, 512) < 0) {
        perror("loaded: listen");
        return 98;
    }
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = { .events = EPOLLIN, .data.fd = server };
    epoll_ctl(epoll, EPOLL_CTL_ADD, server, &event);
    event.data.fd = timer;
    epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &event);
    for (;;) {
        struct epoll_event ready[256];
        int n = epoll_wait(epoll, ready, 256, stall_ms > 0 ? 10 : -1);
        stall();
        for (int i = 0; i < n; i++) {
            int fd = ready[i].data.fd;
            if (fd == server) {
                int client = accept4(server, NULL, NULL, SOCK_CLOEXEC);
                if (client >= 0 && client < CONNECTIONS) {
                    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
                    connections[client].length = 0;
                    event.data.fd = client;
                    epoll_ctl(epoll, EPOLL_CTL_ADD, client, &event);
                } else if (client >= 0) {
                    close(client);
                }
            } else if (fd == timer) {
                unsigned long long times;
                (void) !read(timer, &times, sizeof times);
            } else {
                readable(epoll, fd);
            }
        }
        serve_waiting(timer);
    }
}

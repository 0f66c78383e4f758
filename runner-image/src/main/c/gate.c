/*
 * The gate: the entry point of every measured container. It stops itself, and when the prober continues it, becomes the
 * app by execve. So creating and starting the container lies before the clock, and the app's own start after it.
 *
 * The gate is a child of the container's first process, the keeper, which does nothing but wait for it and end as it
 * ended. The prober stops the keeper before it ends an app that was measured: the container stays, and the engine has
 * nothing to do (50 ms of it) before the next start is timed.
 *
 *   coldstart-gate TOKEN [--pipes 2|3] [--cold DIRECTORY] -- COMMAND [ARGUMENT...]
 *
 * TOKEN is how the prober finds this process among /proc/PID/cmdline.
 * --cold: continued once, it drops the pages of DIRECTORY's files from the page cache and stops again; continued twice,
 * it becomes the app.
 * --pipes: for an app that runs and ends. Its standard output and error, with 3 its standard input too, are pipes whose other
 * ends the gate holds at INPUT, OUTPUT and ERRORS as long as it is the gate: the prober opens them by /proc/PID/fd. When the
 * app has ended, the keeper writes what the kernel told it to a pipe of its own, at TOLD, and stops itself; continued, it
 * ends. It is told at once, on the CPU that the app has just left, and knows what only a parent is told (wait4).
 *
 * Neither may be PID 1 of its namespace: the kernel ignores SIGSTOP there, and the app would run on at once.
 * Exit codes, as a shell's: 125 wrong use, 126 cannot be executed, 127 not found.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int drop_pages(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void) status;
    (void) walk;
    if (type == FTW_F) {
        int file = open(path, O_RDONLY | O_CLOEXEC);
        if (file >= 0) {
            posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
            close(file);
        }
    }
    return 0;
}

/* Descriptors that the prober knows by number: above those that an engine may leave open. */
enum { INPUT = 20, OUTPUT = 21, ERRORS = 22, TOLD = 20 };

struct pipes {
    int count; /* 0 where there are none */
    int input[2], output[2], errors[2], told[2];
};

static int make_pipes(struct pipes *pipes, int count)
{
    pipes->count = count;
    return (count == 3 && pipe2(pipes->input, O_CLOEXEC) < 0) || pipe2(pipes->output, O_CLOEXEC) < 0
        || pipe2(pipes->errors, O_CLOEXEC) < 0 || pipe2(pipes->told, O_CLOEXEC) < 0 ? -1 : 0;
}

/* The gate's side: every descriptor but the app's own three is gone with execve. */
static int take_ends(const struct pipes *pipes)
{
    if (pipes->count == 3 && (dup2(pipes->input[0], 0) < 0 || dup3(pipes->input[1], INPUT, O_CLOEXEC) < 0)) {
        return -1;
    }
    return dup3(pipes->output[0], OUTPUT, O_CLOEXEC) < 0 || dup3(pipes->errors[0], ERRORS, O_CLOEXEC) < 0
        || dup2(pipes->output[1], 1) < 0 || dup2(pipes->errors[1], 2) < 0 ? -1 : 0;
}

/* The keeper's side: nothing but where it tells. The app, of the same user, can't get at it. */
static int keep_told(const struct pipes *pipes)
{
    int tell = pipes->told[1];
    prctl(PR_SET_DUMPABLE, 0);
    if (dup3(pipes->told[0], TOLD, O_CLOEXEC) < 0) {
        return -1;
    }
    for (int file = 3; file < TOLD; file++) {
        if (file != tell) {
            close(file);
        }
    }
    return tell;
}

static void tell_end(int tell, int status, const struct rusage *used)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    int64_t end[] = {
        at.tv_sec * 1000000000LL + at.tv_nsec, status,
        used->ru_utime.tv_sec * 1000000LL + used->ru_utime.tv_usec,
        used->ru_stime.tv_sec * 1000000LL + used->ru_stime.tv_usec,
        used->ru_maxrss, used->ru_minflt, used->ru_majflt
    };
    if (write(tell, end, sizeof end) == (ssize_t) sizeof end) {
        raise(SIGSTOP);
    }
}

/* Ends as the app ended: with its exit code, or 128 and the signal's number, as a shell says it. */
static int keep(pid_t app, const struct pipes *pipes)
{
    int status;
    struct rusage used;
    int tell = pipes->count > 0 ? keep_told(pipes) : -1;
    prctl(PR_SET_NAME, "coldstart-keep");
    while (wait4(app, &status, 0, &used) < 0) {
        if (errno != EINTR) {
            return 125;
        }
    }
    if (tell >= 0) {
        tell_end(tell, status, &used);
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
    const char *cold = NULL;
    int next = 2, wanted = 0;
    if (argc > next + 2 && strcmp(argv[next], "--pipes") == 0) {
        wanted = strcmp(argv[next + 1], "3") == 0 ? 3 : 2;
        next += 2;
    }
    if (argc > next + 2 && strcmp(argv[next], "--cold") == 0) {
        cold = argv[next + 1];
        next += 2;
    }
    if (argc <= next + 1 || strcmp(argv[next], "--") != 0) {
        fprintf(stderr, "usage: coldstart-gate TOKEN [--pipes 2|3] [--cold DIRECTORY] -- COMMAND [ARGUMENT...]\n");
        return 125;
    }
    if (getpid() == 1) {
        fprintf(stderr, "coldstart-gate: it can't hold as PID 1: the container must share the prober's PID namespace\n");
        return 125;
    }
    char **command = argv + next + 1;

    struct pipes pipes = { .count = 0 };
    if (wanted > 0 && make_pipes(&pipes, wanted) < 0) {
        fprintf(stderr, "coldstart-gate: no pipes: %s\n", strerror(errno));
        return 125;
    }
    pid_t app = fork();
    if (app < 0) {
        fprintf(stderr, "coldstart-gate: cannot fork: %s\n", strerror(errno));
        return 125;
    }
    if (app > 0) {
        return keep(app, &pipes);
    }
    setsid(); /* a container's command leads its session */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (pipes.count > 0 && take_ends(&pipes) < 0) {
        fprintf(stderr, "coldstart-gate: no pipes: %s\n", strerror(errno));
        return 125;
    }

    prctl(PR_SET_NAME, "coldstart-gate"); /* the prober sees the app's start by the name's end */
    raise(SIGSTOP);
    if (cold != NULL) {
        nftw(cold, drop_pages, 16, FTW_PHYS | FTW_MOUNT);
        prctl(PR_SET_NAME, "coldstart-cold"); /* and the second stop by this one */
        raise(SIGSTOP);
    }

    if (strchr(command[0], '/') != NULL) {
        execv(command[0], command); /* execvp would hand a program of another machine to the shell as a script */
    } else {
        execvp(command[0], command);
    }
    int error = errno;
    if (error == ENOENT && strchr(command[0], '/') != NULL && access(command[0], F_OK) == 0) {
        fprintf(stderr, "coldstart-gate: %s is there, but the loader or interpreter that it names is not in the image\n",
                command[0]);
        return 127;
    }
    fprintf(stderr, "coldstart-gate: cannot run %s: %s\n", command[0], strerror(error));
    return error == ENOENT ? 127 : 126;
}

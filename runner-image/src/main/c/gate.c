/*
 * The gate: the entry point of every measured container. It stops itself, and when the prober continues it, becomes the
 * app by execve. So creating and starting the container lies before the clock, and the app's own start after it.
 *
 * The gate is a child of the container's first process, the keeper, which does nothing but wait for it and end as it
 * ended. The prober stops the keeper before it ends an app that was measured: the container stays, and the engine has
 * nothing to do (50 ms of it) before the next start is timed.
 *
 *   coldstart-gate TOKEN [--cold DIRECTORY] -- COMMAND [ARGUMENT...]
 *
 * TOKEN is how the prober finds this process among /proc/PID/cmdline.
 * --cold: continued once, it drops the pages of DIRECTORY's files from the page cache and stops again; continued twice,
 * it becomes the app.
 *
 * Neither may be PID 1 of its namespace: the kernel ignores SIGSTOP there, and the app would run on at once.
 * Exit codes, as a shell's: 125 wrong use, 126 cannot be executed, 127 not found.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
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

/* Ends as the app ended: with its exit code, or 128 and the signal's number, as a shell says it. */
static int keep(pid_t app)
{
    int status;
    prctl(PR_SET_NAME, "coldstart-keep");
    while (waitpid(app, &status, 0) < 0) {
        if (errno != EINTR) {
            return 125;
        }
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
    const char *cold = NULL;
    int next = 2;
    if (argc > 4 && strcmp(argv[2], "--cold") == 0) {
        cold = argv[3];
        next = 4;
    }
    if (argc <= next + 1 || strcmp(argv[next], "--") != 0) {
        fprintf(stderr, "usage: coldstart-gate TOKEN [--cold DIRECTORY] -- COMMAND [ARGUMENT...]\n");
        return 125;
    }
    if (getpid() == 1) {
        fprintf(stderr, "coldstart-gate: it can't hold as PID 1: the container must share the prober's PID namespace\n");
        return 125;
    }
    char **command = argv + next + 1;

    pid_t app = fork();
    if (app < 0) {
        fprintf(stderr, "coldstart-gate: cannot fork: %s\n", strerror(errno));
        return 125;
    }
    if (app > 0) {
        return keep(app);
    }
    setsid(); /* a container's command leads its session */
    prctl(PR_SET_PDEATHSIG, SIGKILL);

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

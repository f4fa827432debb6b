/* A clock that can jump: what programs take for the time of day is off by the seconds in the file CLOCK_OFFSET, at once when they change.
   For LD_PRELOAD. The clocks that only measure (CLOCK_MONOTONIC) stay as they are, as when the clock of a machine is set. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Later than any time since the start of the machine, earlier than any time of day. */
#define DAYTIME 1000000000

static volatile int64_t none = 0, *offset = &none;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("CLOCK_OFFSET");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *page = mmap(NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (page != MAP_FAILED) offset = page;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*original)(clockid_t, struct timespec *);
    if (!original) original = dlsym(RTLD_NEXT, "clock_gettime");
    int failed = original ? original(clock, now) : (int)syscall(SYS_clock_gettime, clock, now);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *offset;
    return failed;
}

time_t time(time_t *seconds) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (seconds) *seconds = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *now, void *zone) {
    struct timespec exact;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}

/* The kernel's clock has not jumped: who waits until a time of day waits for the kernel's. */
static struct timespec kernels(const struct timespec *until) {
    struct timespec time = *until;
    if (time.tv_sec > DAYTIME) time.tv_sec -= *offset;
    return time;
}

#define WAITS(NAME, ...)                                              \
    static int (*original)(__VA_ARGS__, const struct timespec *);    \
    if (!original) original = dlsym(RTLD_NEXT, NAME);                 \
    struct timespec time = kernels(until)

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until) {
    WAITS("pthread_cond_timedwait", pthread_cond_t *, pthread_mutex_t *);
    return original(condition, mutex, &time);
}

int sem_timedwait(sem_t *semaphore, const struct timespec *until) {
    WAITS("sem_timedwait", sem_t *);
    return original(semaphore, &time);
}

int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until) {
    WAITS("pthread_mutex_timedlock", pthread_mutex_t *);
    return original(mutex, &time);
}

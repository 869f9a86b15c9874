// Shares the groups of large dispatches among threads; small ones run on the queue's own thread alone.
#include "dispatch.h"
#include "faults.h"
#include "settings.h"
#include "worker.h"

#include <condition_variable>
#include <csignal>
#include <list>
#include <mutex>
#include <thread>

namespace software_metal {
namespace {

constexpr uint64_t WORTH_SHARING = 2048; // threads of the grid

struct Shared {
    Groups& groups;
    int helpers = 0;
    std::string error;
};

class Executor {
public:
    Executor() {
        unsigned helpers = settings().workers - 1;
        without_signals([&] {
            for (unsigned i = 0; i < helpers; i++) std::thread([this] { help(); }).detach();
        });
    }

    std::string run(Groups& groups, bool share) {
        if (!share || settings().workers == 1) return Worker::own().run(groups);
        Shared job{groups, 0, {}};
        {
            std::lock_guard<std::mutex> guard(mutex);
            jobs.push_back(&job);
        }
        work.notify_all();
        std::string error = Worker::own().run(groups);
        std::unique_lock<std::mutex> lock(mutex);
        jobs.remove(&job);
        done.wait(lock, [&] { return job.helpers == 0; });
        return error.empty() ? job.error : error;
    }

private:
    void help() {
        SignalStack stack;
        std::unique_lock<std::mutex> lock(mutex);
        for (;;) {
            Shared* job = nullptr;
            work.wait(lock, [&] { return (job = unfinished()) != nullptr; });
            job->helpers++;
            lock.unlock();
            std::string error = Worker::own().run(job->groups);
            lock.lock();
            if (job->error.empty()) job->error = error;
            if (--job->helpers == 0) done.notify_all();
        }
    }

    Shared* unfinished() {
        for (Shared* job : jobs)
            if (job->groups.next < job->groups.total && !job->groups.failed) return job;
        return nullptr;
    }

    std::mutex mutex;
    std::condition_variable work, done;
    std::list<Shared*> jobs;
};

} // namespace

std::string execute(const Dispatch& dispatch) {
    static Executor* const executor = new Executor;
    const Size& count = dispatch.groups;
    Groups groups{dispatch, static_cast<uint64_t>(count.x) * count.y * count.z};
    uint64_t threads = static_cast<uint64_t>(dispatch.grid.x) * dispatch.grid.y * dispatch.grid.z;
    return executor->run(groups, groups.total > 1 && threads >= WORTH_SHARING);
}

} // namespace software_metal

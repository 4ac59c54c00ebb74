/// The threads that serve connections, and the bounded line of connections waiting for one.
/// Threads: `enqueue` from the accepting thread, `waiting` from any.
#pragma once
#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace leian::api {

class WorkerQueue final : public httplib::TaskQueue {
 public:
  using Task = std::function<void()>;

  /// `turn_away` gets, on the accepting thread, each task that finds `capacity` others waiting.
  /// `waiting` is kept at the number of tasks in line.
  WorkerQueue(std::size_t threads, std::size_t capacity, std::atomic<std::size_t>& waiting,
              std::function<void(const Task&)> turn_away);

  void enqueue(Task task) override;
  /// Finishes what is in line and joins the threads.
  void shutdown() override;

 private:
  void work();

  std::size_t capacity_;
  std::atomic<std::size_t>& waiting_;
  std::function<void(const Task&)> turn_away_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> line_;
  std::size_t idle_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace leian::api

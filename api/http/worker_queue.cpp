#include "api/http/worker_queue.hpp"

namespace leian::api {

WorkerQueue::WorkerQueue(std::size_t threads, std::size_t capacity, std::atomic<std::size_t>& waiting,
                         std::function<void(const Task&)> turn_away)
    : capacity_(capacity), waiting_(waiting), turn_away_(std::move(turn_away)), idle_(threads) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

void WorkerQueue::enqueue(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (line_.size() < capacity_ + idle_) {
      line_.push_back(std::move(task));
      waiting_ = line_.size();
      changed_.notify_one();
      return;
    }
  }
  turn_away_(task);
}

void WorkerQueue::shutdown() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WorkerQueue::work() {
  for (;;) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return closing_ || !line_.empty(); });
      if (line_.empty()) return;
      task = std::move(line_.front());
      line_.pop_front();
      waiting_ = line_.size();
      --idle_;
    }
    task();
    const std::lock_guard lock(mutex_);
    ++idle_;
  }
}

}  // namespace leian::api

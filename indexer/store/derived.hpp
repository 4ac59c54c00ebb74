/// What higher floors work out from something that never changes (a segment, a generation), kept as long as
/// that lives: each thing once, by name. A name always stands for the same type. Threads: share freely; who
/// asks for what another thread is making waits for it.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace leian {

class Derived {
 public:
  /// What `make` gives, a T, made at the first call. What `make` throws goes to its caller; the next tries
  /// again. `make` may ask for other names, in one direction only.
  template <class T, class Make>
  std::shared_ptr<const T> get(const std::string& name, const Make& make) const {
    const std::shared_ptr<Place> place = place_of(name);
    const std::lock_guard lock(place->mutex);
    if (!place->value) place->value = std::make_shared<const T>(make());
    return std::static_pointer_cast<const T>(place->value);
  }
  /// The same if it is there already; null where it is not, or is being made. Does not wait.
  template <class T>
  std::shared_ptr<const T> peek(const std::string& name) const {
    const std::shared_ptr<Place> place = place_of(name);
    const std::unique_lock lock(place->mutex, std::try_to_lock);
    return lock ? std::static_pointer_cast<const T>(place->value) : nullptr;
  }

 private:
  struct Place {
    std::mutex mutex;
    std::shared_ptr<const void> value;
  };
  std::shared_ptr<Place> place_of(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<Place>& place = places_[name];
    if (!place) place = std::make_shared<Place>();
    return place;
  }

  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<Place>> places_;
};

}  // namespace leian

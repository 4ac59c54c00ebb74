/// Changes on their way from the journal into a segment: the last state of each id.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/pipeline/candidate.hpp"
#include "indexer/store/index_writer.hpp"

namespace leian {

class ChangeSet {
 public:
  /// `candidate` holds a record.
  void put(std::shared_ptr<const Candidate> candidate);
  void erase(const std::string& id);

  bool empty() const { return order_.empty(); }
  std::size_t size() const { return order_.size(); }

  /// Writes what was put into a segment, deletes the rows that were replaced or deleted, and publishes it all
  /// as one generation that holds the journal up to `journal`. Errors: Io, IndexDamaged; the old generation
  /// then stays.
  Result<void> publish(IndexWriter&, std::uint64_t journal) const;

 private:
  std::shared_ptr<const Candidate>& slot(const std::string& id);

  std::unordered_map<std::string, std::size_t> by_id_;
  std::vector<std::string> order_;
  std::vector<std::shared_ptr<const Candidate>> last_;  // parallel to order_; null: deleted
};

}  // namespace leian

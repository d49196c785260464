#include "runtime/saved/checksum.h"

#include <boost/crc.hpp>

namespace eligo::saved {

std::uint32_t checksum(std::string_view version_and_length, std::string_view body) {
  boost::crc_32_type crc;
  crc.process_bytes(version_and_length.data(), version_and_length.size());
  crc.process_bytes(body.data(), body.size());
  return crc.checksum();
}

}  // namespace eligo::saved

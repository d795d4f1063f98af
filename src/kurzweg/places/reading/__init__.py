"""Files of reference data as records: official formats, checked row by row; nothing is stored."""

"""Dateline's errors.

DatelineError
├── SourceError            bytes could not be had or turned into text
│   ├── FetchError         a URL could not be fetched, or may not be
│   └── FormatError        the bytes are not what they say they are, or hold no text
├── LanguageError          a document is in a language that Dateline cannot read
├── OptionError            an option or argument has no meaning
├── DataError              a resource (catalogue, gazetteer, codebook, model, data set) is missing or broken
├── RecordError            the record cannot be opened, read, written or trusted
└── ContractError          an input does not follow the `dateline/1` contract
"""


class DatelineError(Exception):
    """Any error that a user can act on; its message is one sentence that says what to do."""


class SourceError(DatelineError):
    """Bytes could not be had or turned into text."""


class FetchError(SourceError):
    """A URL could not be fetched, or may not be."""


class FormatError(SourceError):
    """The bytes are not what they say they are, or hold no text."""


class LanguageError(DatelineError):
    """A document is in a language that Dateline cannot read."""


class OptionError(DatelineError):
    """An option or argument has no meaning."""


class DataError(DatelineError):
    """A resource is missing or broken."""


class RecordError(DatelineError):
    """The record cannot be opened, read, written or trusted."""


class ContractError(DatelineError):
    """An input does not follow the `dateline/1` contract."""

namespace StreamEngine.Arrow;

/// <summary>The members of the <c>MessageHeader</c> union of Arrow's Message.fbs.</summary>
internal enum MessageKind : byte
{
    None = 0,
    Schema = 1,
    DictionaryBatch = 2,
    RecordBatch = 3,
    Tensor = 4,
    SparseTensor = 5,
}

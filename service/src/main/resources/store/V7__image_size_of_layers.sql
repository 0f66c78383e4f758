-- What image-size was until now is what the engine said: unpacked, compressed or both, by its version and image store. From now
-- on it is the files of all layers, unpacked, on every engine. The old figures are kept under a name of their own: a history
-- never has two meanings in one line.
update figure set metric = 'image-size-by-engine' where metric = 'image-size';

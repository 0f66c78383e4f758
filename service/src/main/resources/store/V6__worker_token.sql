-- Whose a worker's name is: the id of the token that it first came with. Null: nobody has come under it since this is kept.
alter table worker add column token varchar(40);

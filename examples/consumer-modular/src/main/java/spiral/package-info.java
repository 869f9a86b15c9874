/** A program that trains a network to tell two spirals apart. */
package spiral;
